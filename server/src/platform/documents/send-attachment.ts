import type { FastifyReply } from 'fastify';
import { attachment } from '../http/content-disposition.js';
import type { OpenedAttachment } from './attachments.service.js';

/** Sends a file as a download: content written by others is never shown as a page of ours. */
export async function sendAttachment(reply: FastifyReply, file: OpenedAttachment): Promise<void> {
  await reply
    .header('content-type', file.mediaType)
    .header('content-length', file.bytes)
    .header('content-disposition', attachment(file.fileName))
    .header('content-security-policy', `default-src 'none'; sandbox; frame-ancestors 'none'`)
    .header('cache-control', 'no-store')
    .send(file.content);
}

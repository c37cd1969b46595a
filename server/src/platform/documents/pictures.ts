import type { FastifyRequest } from 'fastify';
import { fileTypeFromBuffer } from 'file-type';
import { limits } from '../config/limits.js';
import { Problem } from '../http/problem.js';
import { stripJpeg, stripPng } from './image-metadata.mjs';
import { sizeOf } from './image-size.js';

/** A checked picture: without metadata, and of the size that its header states. */
export interface Picture {
  content: Buffer;
  mediaType: 'image/jpeg' | 'image/png';
  width: number;
  height: number;
}

/** @throws Problem 413 when the picture is too large, 422 when there is none. */
export async function readPicture(request: FastifyRequest): Promise<Buffer> {
  const part = request.isMultipart()
    ? await request.file({ limits: { fileSize: limits.newsImageBytes } })
    : undefined;
  if (!part)
    throw Problem.invalid([
      { pointer: '/file', key: 'isNotEmpty', params: {}, detail: 'choose a file' },
    ]);
  const chunks: Buffer[] = [];
  for await (const chunk of part.file as AsyncIterable<Buffer>) chunks.push(chunk);
  if (part.file.truncated)
    throw new Problem(
      413,
      'picture-too-large',
      `The picture is larger than ${limits.newsImageBytes / 1024 / 1024} MB.`,
    );
  return Buffer.concat(chunks);
}

/**
 * Recognises the kind of a picture by its content, never by its name.
 * @throws Problem 415 neither JPEG nor PNG, 422 empty or unreadable.
 */
export async function picturedBy(file: Buffer): Promise<Picture> {
  if (file.length === 0) throw new Problem(422, 'file-empty', 'The file is empty.');
  const type = (await fileTypeFromBuffer(file))?.mime;
  if (type !== 'image/jpeg' && type !== 'image/png')
    throw new Problem(415, 'picture-type', 'Send a JPEG or a PNG.');
  try {
    const content = type === 'image/png' ? stripPng(file) : stripJpeg(file);
    return { content, mediaType: type, ...sizeOf(content, type) };
  } catch {
    throw unreadablePicture();
  }
}

export const unreadablePicture = () =>
  new Problem(422, 'picture-unreadable', 'The picture cannot be read. Save it again.');

import type { FastifyRequest } from 'fastify';
import { limits } from '../config/limits.js';

/**
 * A form with a document may take minutes on a slow line, without scripts too; everything else that people send is small. Whoever sends that
 * drop by drop keeps a connection from others and is cut off.
 */
export async function cutSlowBody(request: Pick<FastifyRequest, 'raw'>): Promise<void> {
  const { raw } = request;
  if (raw.method === 'GET' || raw.method === 'HEAD' || raw.headers['content-type']?.startsWith('multipart/form-data')) return;
  const timer = setTimeout(() => raw.destroy(), limits.bodyTime);
  timer.unref();
  const arrived = () => clearTimeout(timer);
  raw.once('end', arrived).once('close', arrived);
}

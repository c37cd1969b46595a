import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Encoding } from './accept-encoding.js';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const compressible = /^(text\/|application\/([\w.-]+\+)?(json|xml)\b|image\/svg)/;

/** Whether content of this type gets smaller. */
export function isCompressible(contentType: unknown): boolean {
  return compressible.test(String(contentType ?? ''));
}

/**
 * Brotli level 5 takes a few milliseconds per page; higher levels cost the first visitor more than
 * they save later ones.
 */
export async function compress(encoding: Encoding, body: Buffer): Promise<Buffer> {
  if (encoding === 'br')
    return brotli(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 5,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    });
  return encoding === 'gzip' ? zip(body, { level: 6 }) : body;
}

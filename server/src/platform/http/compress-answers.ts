import type { FastifyInstance } from 'fastify';
import { preferredEncoding } from './accept-encoding.js';
import { compress, isCompressible } from './compress.js';

/** Below this a compressed answer is hardly smaller, and fits into one packet anyway. */
const worthwhileBytes = 1_024;

/**
 * Compresses uncached answers: pages of the form and the case, the workbench's data. Decision 0077
 * explains why that reveals no secret.
 */
export function compressAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const isText = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (!isText || reply.hasHeader('content-encoding')) return payload;
    // A refusal before the whole body has arrived (a file that is too large) is sent at once.
    if (!request.raw.complete) return payload;
    if (!isCompressible(reply.getHeader('content-type'))) return payload;
    void reply.header('vary', withAcceptEncoding(reply.getHeader('vary')));
    const accept = request.headers['accept-encoding'];
    const encoding = preferredEncoding(accept) ?? 'identity';
    const refusesPlain = preferredEncoding(accept, { packed: true }) !== 'identity';
    if (encoding === 'identity') return payload;
    if (Buffer.byteLength(payload) < worthwhileBytes && !refusesPlain) return payload;
    void reply.header('content-encoding', encoding).removeHeader('content-length');
    return compress(encoding, Buffer.from(payload));
  });
}

function withAcceptEncoding(vary: unknown): string {
  const named = String(vary ?? '');
  if (/accept-encoding/i.test(named)) return named;
  return named === '' ? 'accept-encoding' : `${named}, accept-encoding`;
}

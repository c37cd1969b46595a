import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredLanguage } from './language.js';
import { wellFormed } from '../public/canonical-address.js';
import { meantAddress } from './meant-address.js';

/**
 * A day: if we interpret a word differently tomorrow, no browser must keep the old redirect for
 * ever.
 */
const kept = 'public, max-age=86400';

/** Redirects GET requests permanently to the page that was meant; never a write. */
export async function leadToPages(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return;
  const meant = meantAddress(wellFormed(request.originalUrl), () => preferredLanguage(request));
  if (!meant) return;
  if (meant.negotiated) void reply.header('vary', 'accept-language');
  await reply
    .header('cache-control', meant.negotiated ? 'no-cache' : kept)
    .redirect(meant.address, 301);
}

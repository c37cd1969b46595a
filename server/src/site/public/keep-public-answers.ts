import type { FastifyInstance } from 'fastify';
import { purgeKeys } from './purge-keys.js';
import type { ResponseCache } from './response-cache.js';

/**
 * Browsers ask again each time (a 304 costs them little); shared caches may keep an answer for half
 * a minute. Not longer when we are away: they cannot know what was removed since. Who purges may
 * say otherwise there (docs/operations.md).
 */
const cacheControl = 'public, max-age=0, s-maxage=30, stale-while-revalidate=20';
const kept = new Set([200, 301, 410]);
const perRequest = new Set(['x-request-id', 'date', 'connection', 'keep-alive', 'content-length']);

/**
 * Puts every answer that is marked as public into the cache, and sends it as the cache will send it
 * from then on.
 */
export function keepPublicAnswers(fastify: FastifyInstance, cache: ResponseCache): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (
      reply.registerVersion === undefined ||
      !kept.has(reply.statusCode) ||
      reply.hasHeader('set-cookie')
    ) {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
      return payload;
    }
    reply
      .header('cache-control', cacheControl)
      .header('vary', 'accept-encoding')
      .header('x-register-version', String(reply.registerVersion))
      .header('x-register-removal', String(cache.removal))
      .headers(purgeKeys(request.url));
    if (isData(request.url))
      reply
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin');
    // What is streamed is too large to be kept.
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
    const headers = Object.fromEntries(
      Object.entries(reply.getHeaders())
        .filter(([name]) => !perRequest.has(name))
        .map(([name, value]) => [name, String(value)]),
    );
    const { headers: all, body } = await cache.keep(
      request.url,
      reply.registerVersion,
      request.headers['accept-encoding'],
      {
        status: reply.statusCode,
        headers,
        body: Buffer.from(payload),
      },
    );
    reply.headers(all);
    return body;
  });
}

/** What programs of other sites may read: the data and the feeds, but no page. */
function isData(url: string): boolean {
  return url.startsWith('/api/') || /^\/[a-z]{2}\/feeds\//.test(url);
}

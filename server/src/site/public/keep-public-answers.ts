import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { limits } from '../../platform/config/limits.js';
import { openQuestions } from '../../platform/http/origin.js';
import { purgeKeys } from './purge-keys.js';
import type { ResponseCache } from './response-cache.js';

/**
 * Browsers ask again each time (a 304 costs them little); shared caches may keep an answer for half
 * a minute. Not longer during an outage: they cannot know what was removed since. Operators who
 * purge can change that in their cache (docs/operations.md).
 */
const cacheControl =
  `public, max-age=0, s-maxage=${limits.sharedSeconds}, ` + 'stale-while-revalidate=20';
const kept = new Set([200, 301, 410]);
const perRequest = new Set(['x-request-id', 'date', 'connection', 'keep-alive', 'content-length']);

/**
 * Stores every response that is marked as public in the cache, and sends it in the form that the
 * cache will serve.
 */
export function keepPublicAnswers(fastify: FastifyInstance, cache: ResponseCache): void {
  const endMaking = ({ making }: FastifyRequest, isKept: boolean) => making?.end(isKept);
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (
      reply.registerVersion === undefined ||
      !kept.has(reply.statusCode) ||
      reply.hasHeader('set-cookie')
    ) {
      endMaking(request, false);
      if (openQuestions.test(request.url)) openToAll(reply);
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
      return payload;
    }
    reply
      .header('cache-control', cacheControl)
      .header('vary', 'accept-encoding')
      .header('x-register-version', String(reply.registerVersion))
      .header('x-register-removal', String(cache.removal))
      .headers(purgeKeys(request.url));
    if (isData(request.url)) openToAll(reply);
    // Streamed responses are too large to cache.
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) {
      endMaking(request, false);
      return payload;
    }
    const headers = Object.fromEntries(
      Object.entries(reply.getHeaders())
        .filter(([name]) => !perRequest.has(name))
        .map(([name, value]) => [name, String(value)]),
    );
    const answer = { status: reply.statusCode, headers, body: Buffer.from(payload) };
    const accept = request.headers['accept-encoding'];
    const { headers: all, body } = await cache
      .keep(request.url, reply.registerVersion, accept, answer)
      .finally(() => endMaking(request, true));
    reply.headers(all);
    return body;
  });
}

function openToAll(reply: FastifyReply): void {
  void reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin');
}

/** Paths that scripts on other sites may read: data and feeds, but no pages. */
function isData(url: string): boolean {
  return url.startsWith('/api/') || /^\/[a-z]{2}\/feeds\//.test(url);
}

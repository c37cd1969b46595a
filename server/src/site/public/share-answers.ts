import { AsyncLocalStorage } from 'node:async_hooks';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Makers, Making } from './makers.js';
import { answerKey, type ResponseCache } from './response-cache.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route's answers are the same for everyone. */
    isPublicAnswer?: boolean;
  }
  interface FastifyRequest {
    /** The answer that this request makes for all waiting ones. */
    making?: Making;
  }
}

/** Set while a preview is rendered: its answer is never shared. */
export const madeAlone = new AsyncLocalStorage<true>();

/** How often to wait once more when the shared answer was outdated as soon as it was made. */
const tries = 3;
const marked = RouteConfig({ isPublicAnswer: true });

/** Marks a route, or every route of a controller, as one whose answers are shared. */
export function sharedAnswers(
  target: object,
  key?: string | symbol,
  descriptor?: PropertyDescriptor,
): void {
  if (key !== undefined && descriptor) return void marked(target, key, descriptor);
  const { prototype } = target as { prototype: object };
  for (const [name, method] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
    if (name !== 'constructor' && typeof method.value === 'function')
      marked(prototype, name, method);
}

/** Lets one request make an answer that several need at the same time. */
export function shareAnswers(fastify: FastifyInstance, cache: ResponseCache, makers: Makers): void {
  fastify.addHook('preHandler', async (request: FastifyRequest, reply: FastifyReply) => {
    const { url, method, headers, routeOptions } = request;
    if (!routeOptions.config.isPublicAnswer || method !== 'GET' || madeAlone.getStore()) return;
    const key = answerKey(url, headers['accept-encoding']);
    for (let round = 0; round < tries; round += 1) {
      const turn = await makers.turn(key);
      if (turn === 'alone') return;
      if (turn !== 'kept') {
        request.making = turn;
        return;
      }
      if (!cache.serve(request.raw, reply.raw)) continue;
      reply.hijack();
      return;
    }
  });
}

import type { FastifyInstance } from 'fastify';
import type { MetricsService } from './metrics.service.js';

/**
 * How long each answer took, by the template of its route. What matches no route is one series,
 * whatever its address.
 */
export function timeRequests(fastify: FastifyInstance, metrics: MetricsService): void {
  fastify.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    metrics.answered(method, routeOptions.url ?? 'none', statusCode, elapsedTime / 1_000);
  });
}

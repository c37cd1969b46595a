import type { FastifyInstance } from 'fastify';
import type { MetricsService } from './metrics.service.js';

/**
 * Measures the response time by route template. Requests that match no route form one series,
 * whatever their URL.
 */
export function timeRequests(fastify: FastifyInstance, metrics: MetricsService): void {
  fastify.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    metrics.answered(method, routeOptions.url ?? 'none', statusCode, elapsedTime / 1_000);
  });
}

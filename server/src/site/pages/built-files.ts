import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { clientFolder } from './pages.service.js';

/**
 * The client's build output: files with a hash in their name are cached for a year, the map and the
 * mark for a day.
 */
export async function serveBuiltFiles(app: NestFastifyApplication): Promise<void> {
  const shared = { index: false, preCompressed: true, decorateReply: false } as const;
  await app.register(fastifyStatic, {
    ...shared,
    root: join(clientFolder, 'client', 'assets'),
    prefix: '/assets/',
    maxAge: '1y',
    immutable: true,
  });
  await app.register(fastifyStatic, {
    ...shared,
    root: join(clientFolder, 'client', 'embed'),
    prefix: '/embed/',
    maxAge: '1d',
    // This script is meant to run on other sites.
    setHeaders: (reply) => void reply.header('cross-origin-resource-policy', 'cross-origin'),
  });
  await app.register(fastifyStatic, {
    ...shared,
    root: join(clientFolder, 'client', 'map'),
    prefix: '/map/',
    maxAge: '1d',
  });
}

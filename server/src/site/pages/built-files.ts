import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { noEncoding, preferredEncoding } from '../../platform/http/accept-encoding.js';
import { clientSource } from './client-build.js';

/**
 * The client's build output: files with a hash in their name are cached for a year, the map and the
 * mark for a day.
 */
export async function serveBuiltFiles(app: NestFastifyApplication): Promise<void> {
  await app.register(async (files: FastifyInstance) => {
    files.addHook('onRequest', chooseCoding);
    await registerFolders(files);
  });
}

/** The plugin ignores weights, so it gets only the coding that the client prefers. */
async function chooseCoding(request: FastifyRequest): Promise<void> {
  const encoding = preferredEncoding(request.headers['accept-encoding']);
  if (!encoding) throw noEncoding();
  request.headers['accept-encoding'] = encoding;
}

async function registerFolders(app: FastifyInstance): Promise<void> {
  const { publicFiles } = clientSource();
  const shared = { index: false, preCompressed: true, decorateReply: false } as const;
  await app.register(fastifyStatic, {
    ...shared,
    root: join(publicFiles, 'assets'),
    prefix: '/assets/',
    maxAge: '1y',
    immutable: true,
  });
  await app.register(fastifyStatic, {
    ...shared,
    root: join(publicFiles, 'embed'),
    prefix: '/embed/',
    maxAge: '1d',
    // This script is meant to run on other sites.
    setHeaders: (reply) => void reply.header('cross-origin-resource-policy', 'cross-origin'),
  });
  await app.register(fastifyStatic, {
    ...shared,
    root: join(publicFiles, 'verify'),
    prefix: '/verify/',
    maxAge: '1h',
    // Mirrors and pages of other sites may load it.
    setHeaders: (reply) =>
      void reply
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin'),
  });
  await app.register(fastifyStatic, {
    ...shared,
    root: join(publicFiles, 'map'),
    prefix: '/map/',
    maxAge: '1d',
  });
}

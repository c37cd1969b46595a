import { createServer, type RequestListener } from 'node:http';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { askingFrom } from './platform/http/asking-from.js';
import { compressAnswers } from './platform/http/compress-answers.js';
import { refuseMalformedBody } from './platform/http/malformed-body.js';
import { withRequestStart } from './platform/database/request-start.js';
import type { AppContext } from './platform/database/app-context.js';
import { FormTokens } from './platform/http/form-tokens.js';
import { logger } from './platform/log/logger.js';
import { nestLogger } from './platform/log/nest-logger.js';
import { securityNoteOf } from './platform/http/security-log.js';
import { OriginGuard } from './platform/http/origin.js';
import { inTurn } from './platform/http/pipelining.js';
import { onOwnRemoval } from './platform/settings/register-version.js';
import { takeWhatStillComes } from './platform/http/rest-of-body.js';
import { sendProblem, toProblem } from './platform/http/send-problem.js';
import { refuseAmbiguousTarget } from './platform/http/request-target.js';
import { cutSlowBody } from './platform/http/slow-bodies.js';
import { cutSlowReader } from './platform/http/slow-readers.js';
import { ValidationPipe } from './platform/http/validation.js';
import { limits } from './platform/config/limits.js';
import { MetricsService } from './operations/metrics/metrics.service.js';
import { timeRequests } from './operations/metrics/time-requests.js';
import { describeApi } from './platform/api-document/api-document.js';
import { canonicalAddress, wellFormed } from './site/public/canonical-address.js';
import { keepPublicAnswers } from './site/public/keep-public-answers.js';
import { RegisterClock } from './site/public/register-clock.js';
import { Makers } from './site/public/makers.js';
import { shareAnswers } from './site/public/share-answers.js';
import { ResponseCache } from './site/public/response-cache.js';
import { leadToPages } from './site/pages/lead-to-pages.js';
import { PageProblemFilter } from './site/pages/page-problem.filter.js';
import { PagesService } from './site/pages/pages.service.js';
import { serveBuiltFiles } from './site/pages/built-files.js';

/** Makes the application, ready to listen. The same for the server and for the tests. */
export async function createApp(context: AppContext): Promise<NestFastifyApplication> {
  // Cached public answers leave before any routing; the cache is known only once Nest has made it.
  const known: { cache?: ResponseCache } = {};
  const adapter = new FastifyAdapter({
    serverFactory: (handler: RequestListener) => {
      const server = createServer(
        {
          headersTimeout: limits.headTime,
          requestTimeout: limits.documentTime,
          connectionsCheckingInterval: limits.slowClientPoll,
          keepAliveTimeout: 70_000,
          maxHeaderSize: 16 * 1024,
        },
        (request, response) =>
          inTurn(request, response, () => {
            if (refuseAmbiguousTarget(request, response)) return;
            cutSlowBody(request);
            // During shutdown each answer closes its connection: running requests finish, and none
            // delays the end.
            if (!server.listening) response.setHeader('connection', 'close');
            if (!known.cache?.serve(request, response)) handler(request, response);
          }),
      );
      server.timeout = limits.silenceTime;
      server.maxRequestsPerSocket = 0;
      return server;
    },
    bodyLimit: limits.bodyBytes,
    trustProxy: context.config.TRUSTED_PROXIES.length > 0 ? context.config.TRUSTED_PROXIES : false,
    genReqId: () => randomUUID(),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    rewriteUrl: ({ url = '/' }) => canonicalAddress(wellFormed(url)),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(request, reply, toProblem(error, request)),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(context), adapter, {
    logger: nestLogger,
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  await app.register(helmet, securityHeaders(context.config.secure));
  await app.register(cookie);
  await app.register(multipart, {
    limits: {
      files: 1,
      fields: 10,
      parts: 12,
      fileSize: limits.documentBytes + 1,
      headerPairs: 50,
    },
  });
  // A piece of an upload: raw bytes, with a higher limit than other bodies.
  app.useBodyParser('application/offset+octet-stream', { bodyLimit: limits.uploadPieceBytes });
  fastify.addHook('onRoute', (route) => {
    const longer = longerBodies[route.url];
    if (longer) route.bodyLimit = longer;
  });
  await serveBuiltFiles(app);
  fastify.addHook('onRequest', leadToPages);
  const failures = new PageProblemFilter(app.get(PagesService));
  const guard = new OriginGuard(context.config, app.get(FormTokens), (request, reply, problem) =>
    failures.answer(request, reply, problem),
  );
  fastify.addHook('onRequest', (request, reply) => guard.onRequest(request, reply));
  fastify.addHook('preHandler', (request, reply) => guard.preHandler(request, reply));
  fastify.addHook('preHandler', refuseMalformedBody);
  fastify.addHook('preHandler', (request, _reply, answer) =>
    askingFrom(request.ip, () => withRequestStart(answer)),
  );
  fastify.addHook('onSend', async (_request, reply, payload) => {
    if (payload instanceof Readable) cutSlowReader(reply.raw);
    return payload;
  });
  fastify.addHook('onResponse', async (request) => takeWhatStillComes(request.raw));
  fastify.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode >= 400 || (request.method !== 'GET' && request.method !== 'HEAD')) {
      const securityNote = securityNoteOf(request, reply.statusCode);
      logger[securityNote && reply.statusCode >= 400 ? 'warn' : 'info'](
        {
          requestId: request.id,
          method: request.method,
          route: request.routeOptions.url,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
          ...securityNote,
        },
        'request',
      );
    }
  });
  timeRequests(fastify, app.get(MetricsService));
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(failures);
  describeApi(app);
  const answers = app.get(ResponseCache);
  const makers = app.get(Makers);
  shareAnswers(fastify, answers, makers);
  keepPublicAnswers(fastify, answers);
  compressAnswers(fastify);
  known.cache = answers;
  onOwnRemoval(app.get(DataSource), (version) => app.get(RegisterClock).announceRemoval(version));
  await app.init();
  await fastify.ready();
  return app;
}

/** Routes whose bodies may be longer than others. */
const longerBodies: Partial<Record<string, number>> = {
  '/api/v1/staff/pact/draft': limits.pactBytes,
  '/api/v1/staff/rounds/:id': limits.roundBytes,
  '/:language/case/rounds/:id': limits.roundFormBytes,
  '/api/v1/staff/drafts/:owner/:kind/:subject': limits.staffDraftBytes,
};

function securityHeaders(secure: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [`'self'`],
        scriptSrc: [`'self'`],
        styleSrc: [`'self'`],
        imgSrc: [`'self'`, 'data:'],
        objectSrc: [`'none'`],
        baseUri: [`'none'`],
        formAction: [`'self'`],
        frameAncestors: [`'none'`],
        connectSrc: [`'self'`],
        // Text becomes markup or a script only through Vue's and our own trusted-types policies
        // (client/src/staff/trusted-worker.ts, client/src/staff/content/trusted-preview.ts).
        requireTrustedTypesFor: [`'script'`],
        trustedTypes: ['vue', 'pact-worker', 'pact-preview'],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    // Under `no-referrer` browsers send the forms of our own pages with `Origin: null`. No other
    // site gets a Referer from this one either.
    referrerPolicy: { policy: 'same-origin' as const },
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' as const },
    xFrameOptions: { action: 'deny' as const },
  };
}

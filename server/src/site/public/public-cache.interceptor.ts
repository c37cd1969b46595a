import {
  applyDecorators,
  Injectable,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { defer, lastValueFrom, type Observable } from 'rxjs';
import { noEncoding, preferredEncoding } from '../../platform/http/accept-encoding.js';
import { Problem } from '../../platform/http/problem.js';
import { ruleOf } from './page-parameters.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';
import { sharedAnswers } from './share-answers.js';

declare module 'fastify' {
  interface FastifyReply {
    /**
     * The register's version before the response was built; set on responses that are public and
     * cacheable.
     */
    registerVersion?: number;
  }
}

/**
 * A handler may return this when it has read all data but still has to compute: it runs once the
 * connection is free for others.
 */
export type RestOfAnswer = () => Promise<void>;

/**
 * Builds a response from one snapshot of the register and marks it as public with that snapshot's
 * version, so that it can never be cached under another one.
 */
@Injectable()
export class PublicCacheInterceptor implements NestInterceptor {
  constructor(
    private readonly clock: RegisterClock,
    private readonly database: PublicDatabase,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (!preferredEncoding(request.headers['accept-encoding'])) throw noEncoding();
    if (isDated(request)) requirePast(request);
    reply.registerVersion = this.clock.version;
    const answer = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    return defer(async () => {
      const seen = (version: number) => (reply.registerVersion = version);
      const value: unknown = await (isDated(request)
        ? this.database.inPast(answer, seen)
        : this.database.inOneState(answer, seen));
      return typeof value === 'function' ? (value as RestOfAnswer)() : value;
    });
  }
}

/** Whether the request is for the register as of a day; its address is canonical here. */
const isDated = ({ query }: FastifyRequest) =>
  (query as { asOf?: unknown } | undefined)?.asOf !== undefined;

/**
 * @throws Problem 400 if the route serves only today, because today's answer would be mistaken for
 *   that day's.
 */
function requirePast({ url }: FastifyRequest): void {
  if (!ruleOf(url.split('?', 1)[0]!)?.onlyToday) return;
  const detail =
    'This address tells today only: leave out "asOf". The list, counts, profiles and the files ' +
    'of signatories, pledges and reports can be asked as of a day.';
  throw new Problem(400, 'only-today', detail);
}

/** Marks a response that is the same for everyone: it goes through the response cache. */
export const PublicAnswer = () =>
  applyDecorators(UseInterceptors(PublicCacheInterceptor), sharedAnswers);

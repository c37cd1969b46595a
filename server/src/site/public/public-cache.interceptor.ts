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
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';

declare module 'fastify' {
  interface FastifyReply {
    /**
     * The register's version before the answer was made; set on answers that the whole world may
     * see and caches may keep.
     */
    registerVersion?: number;
  }
}

/**
 * Makes an answer of one state of the register and marks it as public with that state's version, so
 * that it can never be kept under another one.
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
    reply.registerVersion = this.clock.version;
    const answer = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    return defer(() =>
      this.database.inOneState(answer, (version) => (reply.registerVersion = version)),
    );
  }
}

/** The answer is the same for everyone: it goes through the response cache. */
export const PublicAnswer = () => applyDecorators(UseInterceptors(PublicCacheInterceptor));

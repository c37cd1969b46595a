import { applyDecorators, Injectable, UseInterceptors, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Observable } from 'rxjs';
import { RegisterClock } from './register-clock.js';

declare module 'fastify' {
  interface FastifyReply {
    /** The register's version before the answer was made; set on answers that the whole world may see and caches may keep. */
    registerVersion?: number;
  }
}

/** Marks an answer as public with the version read before its first query, so that it can never be kept under a newer one. */
@Injectable()
export class PublicCacheInterceptor implements NestInterceptor {
  constructor(private readonly clock: RegisterClock) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    context.switchToHttp().getResponse<FastifyReply>().registerVersion = this.clock.version;
    return next.handle();
  }
}

/** The answer is the same for everyone: it goes through the response cache. */
export const PublicAnswer = () => applyDecorators(UseInterceptors(PublicCacheInterceptor));

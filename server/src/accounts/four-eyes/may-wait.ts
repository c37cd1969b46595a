import {
  applyDecorators,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiAcceptedResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { ProposedDto } from './proposals.dto.js';

class AcceptedWhenWaiting implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer) => {
        if (answer instanceof ProposedDto) reply.status(202);
      }),
    );
  }
}

/** A route whose change may have to wait for a second colleague: it then answers 202. */
export function MayWait(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(new AcceptedWhenWaiting()),
    ApiAcceptedResponse({
      type: ProposedDto,
      description: 'A second colleague has to confirm it: nothing public has changed yet',
    }),
  );
}

import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { parse } from '../../platform/http/validation.js';
import { SignInDto } from './staff.dto.js';

/**
 * Guards run before pipes: what is no sign-in at all gets its field errors here, before passport
 * turns it into a bare 401.
 */
@Injectable()
export class SignInGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    await parse(SignInDto, context.switchToHttp().getRequest<FastifyRequest>().body ?? {});
    return true;
  }
}

import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { parse } from '../../platform/http/validation.js';
import { SignInDto } from './staff.dto.js';

/**
 * Validates the body before passport does. Guards run before pipes, and passport would answer a
 * malformed request with a bare 401 instead of field errors.
 */
@Injectable()
export class SignInGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    await parse(SignInDto, context.switchToHttp().getRequest<FastifyRequest>().body ?? {});
    return true;
  }
}

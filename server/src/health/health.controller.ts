import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { HealthService } from './health.service.js';

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** The process lives; says nothing about the database. */
  @Get('livez')
  @HttpCode(200)
  live(@Res({ passthrough: true }) reply: FastifyReply): { status: string } {
    void reply.header('cache-control', 'no-store');
    return { status: 'live' };
  }

  /** Whether requests should be sent here; the reason is a class of reasons, never a host name or a query. */
  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string; reason?: string }> {
    const reason = await this.health.notReadyBecause();
    void reply.header('cache-control', 'no-store').status(reason ? 503 : 200);
    return reason ? { status: 'not ready', reason } : { status: 'ready' };
  }
}

import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { HealthService, type Reason, type Warning } from './health.service.js';

interface Readiness {
  status: 'ready' | 'not ready';
  reason?: Reason;
  warnings?: Warning[];
}

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** Liveness: the process is running. Does not check the database. */
  @Get('livez')
  @HttpCode(200)
  live(@Res({ passthrough: true }) reply: FastifyReply): { status: string } {
    void reply.header('cache-control', 'no-store');
    return { status: 'live' };
  }

  /** Readiness: whether to send requests here, with any warnings. */
  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const reason = await this.health.notReadyBecause();
    void reply.header('cache-control', 'no-store').status(reason ? 503 : 200);
    if (reason) return { status: 'not ready', reason };
    const warnings = await this.health.warnings();
    return { status: 'ready', ...(warnings.length > 0 ? { warnings } : {}) };
  }
}

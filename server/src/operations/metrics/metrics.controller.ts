import { timingSafeEqual } from 'node:crypto';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { hashToken } from '../../platform/text/tokens.js';
import { MetricsService } from './metrics.service.js';

/**
 * Metrics for monitoring only: METRICS_TOKEN protects them, and without that setting the route does
 * not exist.
 */
@ApiExcludeController()
@Controller()
export class MetricsController {
  constructor(
    private readonly metrics: MetricsService,
    private readonly context: AppContext,
  ) {}

  @Get('metrics')
  async read(
    @Headers('authorization') authorization: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = this.context.config.METRICS_TOKEN;
    if (!wanted) throw Problem.notFound();
    const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
    // Compares hashes, which have equal length, so that the comparison takes constant time.
    if (!timingSafeEqual(hashToken(given), hashToken(wanted))) {
      void reply.header('www-authenticate', 'Bearer');
      throw new Problem(401, 'not-signed-in', 'The metrics need the token of METRICS_TOKEN.');
    }
    await reply
      .header('cache-control', 'no-store')
      .type(this.metrics.contentType)
      .send(await this.metrics.text());
  }
}

import { Module } from '@nestjs/common';
import { HealthModule } from '../health/health.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { PublicModule } from '../../site/public/public.module.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsService } from './metrics.service.js';

@Module({
  imports: [HealthModule, JobsModule, PublicModule],
  controllers: [MetricsController],
  providers: [MetricsService],
})
export class MetricsModule {}

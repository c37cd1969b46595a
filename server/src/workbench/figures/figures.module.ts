import { Module } from '@nestjs/common';
import { SettingsModule } from '../../platform/settings/settings.module.js';
import { DashboardService } from './dashboard.service.js';
import { FiguresController } from './figures.controller.js';
import { ReportBreakdown } from './report-breakdown.service.js';
import { ReportService } from './report.service.js';
import { ResponseTimeService } from './response-time.service.js';
import { RowsService } from './rows.service.js';

@Module({
  imports: [SettingsModule],
  controllers: [FiguresController],
  providers: [DashboardService, ReportBreakdown, ReportService, ResponseTimeService, RowsService],
  exports: [ResponseTimeService],
})
export class FiguresModule {}

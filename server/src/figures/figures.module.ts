import { Module } from '@nestjs/common';
import { DashboardService } from './dashboard.service.js';
import { FiguresController } from './figures.controller.js';
import { ReportService } from './report.service.js';
import { RowsService } from './rows.service.js';

@Module({ controllers: [FiguresController], providers: [DashboardService, ReportService, RowsService] })
export class FiguresModule {}

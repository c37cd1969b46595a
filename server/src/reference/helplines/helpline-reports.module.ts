import { Module } from '@nestjs/common';
import { HelplineReports } from './helpline-reports.service.js';

@Module({ providers: [HelplineReports], exports: [HelplineReports] })
export class HelplineReportsModule {}

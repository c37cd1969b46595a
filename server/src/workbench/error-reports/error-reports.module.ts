import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { ErrorReportsModule } from '../../register/error-reports/error-reports.module.js';
import { ErrorReportsController } from './error-reports.controller.js';
import { StaffErrorReports } from './error-reports.service.js';

@Module({
  imports: [AccountsModule, ErrorReportsModule, EventsModule],
  controllers: [ErrorReportsController],
  providers: [StaffErrorReports],
})
export class StaffErrorReportsModule {}

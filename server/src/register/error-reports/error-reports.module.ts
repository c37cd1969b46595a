import { Module } from '@nestjs/common';
import { MailModule } from '../../platform/mail/mail.module.js';
import { ErrorReportAnswers } from './error-report-answers.service.js';
import { ErrorReports } from './error-reports.service.js';

@Module({
  imports: [MailModule],
  providers: [ErrorReportAnswers, ErrorReports],
  exports: [ErrorReportAnswers, ErrorReports],
})
export class ErrorReportsModule {}

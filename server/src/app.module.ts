import { Module, type DynamicModule } from '@nestjs/common';
import { PlatformModule } from './platform/platform.module.js';
import type { AppContext } from './platform/database/app-context.js';
import { entities } from './entities.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { MailingsModule } from './workbench/mailings/mailings.module.js';
import { RoundsModule } from './workbench/rounds/rounds.module.js';
import { MailStatusModule } from './workbench/mail-status/mail-status.module.js';
import { PaperEntriesModule } from './workbench/paper-entries/paper-entries.module.js';
import { FiguresModule } from './workbench/figures/figures.module.js';
import { RegisterEditingModule } from './workbench/register-editing.module.js';
import { HomeModule } from './workbench/home/home.module.js';
import { HealthModule } from './operations/health/health.module.js';
import { JobsModule } from './operations/jobs/jobs.module.js';
import { MetricsModule } from './operations/metrics/metrics.module.js';
import { StaffErrorReportsModule } from './workbench/error-reports/error-reports.module.js';
import { HelplinesModule } from './workbench/helplines/helplines.module.js';
import { PactVersionsModule } from './workbench/pact/pact-versions.module.js';
import { PlenaryModule } from './site/plenary/plenary.module.js';
import { LogModule } from './site/log/log.module.js';
import { NewsModule } from './site/news/news.module.js';
import { CertificateModule } from './site/certificate/certificate.module.js';
import { TextsModule } from './site/texts/texts.module.js';
import { NewsletterModule } from './site/newsletter/newsletter.module.js';
import { OpenDataModule } from './site/open-data/open-data.module.js';
import { ReconciliationModule } from './site/reconciliation/reconciliation.module.js';
import { DataRequestsModule } from './workbench/data-requests/data-requests.module.js';
import { PublicModule } from './site/public/public.module.js';
import { CasesModule } from './workbench/cases/cases.module.js';
import { SettingsModule } from './platform/settings/settings.module.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { JoiningModule } from './joining/joining.module.js';
import { TrailModule } from './workbench/trail/trail.module.js';
import { WebModule } from './site/pages/web.module.js';

/** The whole application, from the list of its modules. */
@Module({})
export class AppModule {
  static with(context: AppContext): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(context),
        DatabaseModule.with(context.database.app, entities),
        PublicModule,
        OpenDataModule,
        ReconciliationModule,
        LogModule,
        PlenaryModule,
        JoiningModule,
        AccountsModule,
        SettingsModule,
        CasesModule,
        FiguresModule,
        HomeModule,
        TrailModule,
        MailingsModule,
        RoundsModule,
        MailStatusModule,
        NewsModule,
        NewsletterModule,
        RegisterEditingModule,
        DataRequestsModule,
        PaperEntriesModule,
        HelplinesModule,
        StaffErrorReportsModule,
        PactVersionsModule,
        HealthModule,
        MetricsModule,
        JobsModule,
        CertificateModule,
        TextsModule,
        WebModule,
      ],
    };
  }
}

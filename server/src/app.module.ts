import { Module, type DynamicModule } from '@nestjs/common';
import { CommonModule } from './common/common.module.js';
import type { AppContext } from './common/context.js';
import { DatabaseModule } from './database/database.module.js';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { EntriesModule } from './entries/entries.module.js';
import { FiguresModule } from './figures/figures.module.js';
import { DeskModule } from './desk/desk.module.js';
import { HealthModule } from './health/health.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { NewsModule } from './news/news.module.js';
import { NewsletterModule } from './newsletter/newsletter.module.js';
import { OpenDataModule } from './open-data/open-data.module.js';
import { PersonsModule } from './persons/persons.module.js';
import { PublicModule } from './public/public.module.js';
import { ReviewModule } from './review/review.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { StaffModule } from './staff/staff.module.js';
import { SubmissionsModule } from './submissions/submissions.module.js';
import { TrailModule } from './trail/trail.module.js';
import { WebModule } from './web/web.module.js';

/** The whole application, from the list of its modules. */
@Module({})
export class AppModule {
  static with(context: AppContext): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CommonModule.with(context),
        DatabaseModule.with(context.database.app),
        PublicModule,
        OpenDataModule,
        SubmissionsModule,
        StaffModule,
        SettingsModule,
        ReviewModule,
        FiguresModule,
        TrailModule,
        DeliveriesModule,
        NewsModule,
        NewsletterModule,
        DeskModule,
        PersonsModule,
        EntriesModule,
        HealthModule,
        MetricsModule,
        JobsModule,
        WebModule,
      ],
    };
  }
}

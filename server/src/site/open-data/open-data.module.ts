import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { PublicModule } from '../public/public.module.js';
import { CatalogueController } from './catalogue.controller.js';
import { ChangesService } from './changes.service.js';
import { ExportsController } from './exports.controller.js';
import { OEmbedController } from './oembed.controller.js';
import { SnapshotsService } from './snapshots.service.js';
import { TablesController } from './tables.controller.js';
import { WellKnownController } from './well-known.controller.js';

@Module({
  imports: [EventsModule, PublicModule],
  controllers: [
    ExportsController,
    TablesController,
    CatalogueController,
    OEmbedController,
    WellKnownController,
  ],
  providers: [ChangesService, SnapshotsService],
  exports: [ChangesService, SnapshotsService],
})
export class OpenDataModule {}

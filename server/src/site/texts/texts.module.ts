import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { SettingsModule } from '../../platform/settings/settings.module.js';
import { ReviewsService } from './reviews.service.js';
import { TextPreview } from './text-preview.service.js';
import { TextsController } from './texts.controller.js';
import { TextsService } from './texts.service.js';
import { TranslationsController } from './translations.controller.js';
import { TranslationsService } from './translations.service.js';

/** The texts of the site, as administrators edit them. */
@Module({
  imports: [EventsModule, SettingsModule],
  controllers: [TextsController, TranslationsController],
  providers: [ReviewsService, TextPreview, TextsService, TranslationsService],
})
export class TextsModule {}

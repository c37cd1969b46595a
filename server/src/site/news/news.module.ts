import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { NewsClock } from './news-clock.service.js';
import { NewsImagesService } from './news-images.service.js';
import { NewsController } from './news.controller.js';
import { NewsService } from './news.service.js';

/** News articles as staff write them; public/ serves them to readers. */
@Module({
  imports: [EventsModule],
  controllers: [NewsController],
  providers: [NewsClock, NewsImagesService, NewsService],
  exports: [NewsClock, NewsImagesService],
})
export class NewsModule {}

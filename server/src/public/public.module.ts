import { Module } from '@nestjs/common';
import { NewsReader } from './news-reader.service.js';
import { PublicNewsController } from './news.controller.js';
import { PublicController } from './public.controller.js';
import { PublicDatabase } from './public-database.js';
import { PlaceSearchService } from './place-search.service.js';
import { RegisterClock } from './register-clock.js';
import { RegisterReader } from './register-reader.service.js';
import { ResponseCache } from './response-cache.js';
import { SignatoryListService } from './signatory-list.service.js';

@Module({
  controllers: [PublicController, PublicNewsController],
  providers: [NewsReader, PlaceSearchService, PublicDatabase, RegisterClock, RegisterReader, ResponseCache, SignatoryListService],
  exports: [NewsReader, PlaceSearchService, PublicDatabase, RegisterClock, RegisterReader, ResponseCache, SignatoryListService],
})
export class PublicModule {}

import { Module } from '@nestjs/common';
import { PublicController } from './public.controller.js';
import { PublicDatabase } from './public-database.js';
import { PlaceSearchService } from './place-search.service.js';
import { RegisterClock } from './register-clock.js';
import { RegisterReader } from './register-reader.service.js';
import { RegisterRows } from './register-rows.service.js';
import { ResponseCache } from './response-cache.js';
import { SignatoryListService } from './signatory-list.service.js';

@Module({
  controllers: [PublicController],
  providers: [PlaceSearchService, PublicDatabase, RegisterClock, RegisterReader, RegisterRows, ResponseCache, SignatoryListService],
  exports: [PlaceSearchService, PublicDatabase, RegisterClock, RegisterReader, RegisterRows, ResponseCache, SignatoryListService],
})
export class PublicModule {}

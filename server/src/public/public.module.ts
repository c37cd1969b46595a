import { Module } from '@nestjs/common';
import { PublicController } from './public.controller.js';
import { PublicDatabase } from './public-database.js';
import { PlaceSearchService } from './place-search.service.js';
import { RegisterClock } from './register-clock.js';
import { RegisterReader } from './register-reader.service.js';
import { ResponseCache } from './response-cache.js';
import { SignatoryListService } from './signatory-list.service.js';

@Module({
  controllers: [PublicController],
  providers: [PlaceSearchService, PublicDatabase, RegisterClock, RegisterReader, ResponseCache, SignatoryListService],
  exports: [PlaceSearchService, PublicDatabase, RegisterClock, RegisterReader, ResponseCache, SignatoryListService],
})
export class PublicModule {}

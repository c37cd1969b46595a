import { Module } from '@nestjs/common';
import { CertificateFootReader } from './certificate-foot-reader.service.js';
import { ComparisonService } from './comparison.service.js';
import { CountriesService } from './countries.service.js';
import { CountsService } from './counts.service.js';
import { PublicHelplinesController } from './helplines.controller.js';
import { FilteredRegisterService } from './filtered-register.service.js';
import { HelplinesReader } from './helplines-reader.service.js';
import { LikeTownsService } from './like-towns.service.js';
import { PactReader } from './pact-reader.service.js';
import { PlaceSearchService } from './place-search.service.js';
import { PledgeFiguresService } from './pledge-figures.service.js';
import { PracticesService } from './practices.service.js';
import { FirstDay } from './first-day.service.js';
import { Makers } from './makers.js';
import { NewsReader } from './news-reader.service.js';
import { PublicNewsController } from './news.controller.js';
import { PublicController } from './public.controller.js';
import { PublicDatabase } from './public-database.js';
import { PublicFiguresController } from './public-figures.controller.js';
import { RegisterClock } from './register-clock.js';
import { RegisterMapService } from './register-map.service.js';
import { NamesakesService } from './namesakes.service.js';
import { RegisterReader } from './register-reader.service.js';
import { ReportingFiguresService } from './reporting-figures.service.js';
import { RegisterRows } from './register-rows.service.js';
import { ResponseCache } from './response-cache.js';
import { PublicRoundsController } from './public-rounds.controller.js';
import { RoundsReader } from './rounds-reader.service.js';
import { SearchService } from './search.service.js';
import { SiteTextsReader } from './site-texts-reader.service.js';
import { SignatoryListService } from './signatory-list.service.js';
import { TermsReader } from './terms-reader.service.js';
import { TransparencyService } from './transparency.service.js';

const services = [
  CertificateFootReader,
  ComparisonService,
  CountriesService,
  CountsService,
  FilteredRegisterService,
  FirstDay,
  HelplinesReader,
  LikeTownsService,
  Makers,
  NewsReader,
  PactReader,
  PlaceSearchService,
  PledgeFiguresService,
  PracticesService,
  PublicDatabase,
  RegisterClock,
  RegisterMapService,
  NamesakesService,
  RegisterReader,
  RegisterRows,
  ReportingFiguresService,
  ResponseCache,
  RoundsReader,
  SearchService,
  SignatoryListService,
  SiteTextsReader,
  TermsReader,
  TransparencyService,
];

@Module({
  controllers: [
    PublicController,
    PublicFiguresController,
    PublicHelplinesController,
    PublicNewsController,
    PublicRoundsController,
  ],
  providers: services,
  exports: services,
})
export class PublicModule {}

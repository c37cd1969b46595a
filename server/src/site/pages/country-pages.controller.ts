import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { Problem } from '../../platform/http/problem.js';
import { CountriesService } from '../public/countries.service.js';
import { PracticesService } from '../public/practices.service.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { RegisterMapService } from '../public/register-map.service.js';
import { PactReader } from '../public/pact-reader.service.js';
import { SignatoryListService } from '../public/signatory-list.service.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { SitePage } from './site-page.js';

const practicesOnPage = 3;

/** The register by country. */
@ApiExcludeController()
@Controller(':language/countries')
@PublicAnswer()
export class CountryPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly allCountries: CountriesService,
    private readonly pact: PactReader,
    private readonly registerMap: RegisterMapService,
    private readonly signatories: SignatoryListService,
    private readonly practices: PracticesService,
  ) {}

  @Get()
  @SitePage({ ofRegister: true })
  async countries(@InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.send(reply, language, '/countries', 'Countries', {
      countries: await this.allCountries.all(),
    });
  }

  @Get(':code')
  @SitePage({ each: 'country' })
  async country(
    @InLanguage() language: Language,
    @Param('code') code: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const upper = code.toUpperCase();
    const country = await this.allCountries.one(upper);
    if (!country) throw Problem.notFound();
    if (code !== upper) return void (await reply.redirect(`/${language}/countries/${upper}`, 301));
    const [list, map, pillars, practices] = await Promise.all([
      this.signatories.list({ country: [code], sort: 'name', language }),
      this.registerMap.map({ country: [code] }),
      this.pact.pillars(),
      this.practices.list({ country: [code], limit: practicesOnPage }),
    ]);
    await this.pages.send(reply, language, `/countries/${code}`, 'Country', {
      country,
      list,
      map,
      pillars,
      practices,
    });
  }
}

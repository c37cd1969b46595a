import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { queryText, withQuery } from '../../../../contract/register-filter.js';
import { officialFor } from '../../../../contract/languages.js';
import type { FilterValues, Language, Pages } from '../../../../contract/pages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { canonicalAddress } from '../public/canonical-address.js';
import { CountsService } from '../public/counts.service.js';
import { NewsReader } from '../public/news-reader.service.js';
import { listStructuredData, signatoryStructuredData } from '../open-data/json-ld.js';
import { isPublicId } from '../public/public.controller.js';
import { DayQuery, ListQuery } from '../public/register-filter.dto.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { RegisterMapService } from '../public/register-map.service.js';
import { PactReader } from '../public/pact-reader.service.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import type { Settings } from '../../platform/settings/settings.js';
import type { FiguresDto } from '../public/public.dto.js';
import { ReportingFiguresService } from '../public/reporting-figures.service.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { SignatoryListService } from '../public/signatory-list.service.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';
import { InLanguage, pathWithoutLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { SitePage } from './site-page.js';

const newestOnHome = 6;
const newsOnHome = 3;

/**
 * Home, list, map and signatory pages: the same for everyone, so all of them go through the
 * response cache.
 */
@ApiExcludeController()
@Controller(':language')
@PublicAnswer()
export class PublicPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly reader: RegisterReader,
    private readonly pact: PactReader,
    private readonly registerMap: RegisterMapService,
    private readonly signatories: SignatoryListService,
    private readonly allCounts: CountsService,
    private readonly news: NewsReader,
    private readonly reporting: ReportingFiguresService,
    private readonly settings: SettingsService,
    private readonly context: AppContext,
  ) {}

  @Get()
  @SitePage({ ofRegister: true })
  async home(@InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    const [figures, kept, known, newest, map, pillars, news] = await Promise.all([
      this.reader.figures(),
      this.reporting.kept(),
      this.settings.current(),
      this.reader.newest(newestOnHome),
      this.registerMap.map({}),
      this.pact.pillars(),
      this.news.newest(officialFor(language), newsOnHome),
    ]);
    const toCome = stillToCome(figures, known);
    const props = { figures, kept, toCome, newest, map, pillars, news };
    await this.pages.send(reply, language, '', 'Home', props);
  }

  @Get('signatories')
  @SitePage({ ofRegister: true })
  async list(
    @InLanguage() language: Language,
    @Query() query: ListQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { asOf } = query;
    const [figures, list, counts, pillars] = await Promise.all([
      this.reader.figures(),
      this.signatories.list({ ...query, language }),
      this.allCounts.counts(query),
      this.pact.pillars(),
    ]);
    const filter = filterValues(query);
    const kept = [...Object.entries(filter), ['asOf', asOf ?? ''] as const];
    const page = (name: 'after' | 'before', cursor: string | null) =>
      cursor &&
      canonicalAddress(`/${language}/signatories?${queryText([...kept, [name, cursor]])}`);
    await this.pages.send(
      reply,
      language,
      pathWithoutLanguage(request.url),
      'SignatoryList',
      {
        list,
        counts,
        filter,
        pillars,
        pages: { next: page('after', list.next), previous: page('before', list.previous) },
        asOf: asOf ?? null,
      },
      200,
      asOf
        ? {}
        : { structuredData: listStructuredData(list.items, this.context.config.baseUrl, figures) },
    );
  }

  @Get('map')
  @SitePage({ ofRegister: true })
  async map(
    @InLanguage() language: Language,
    @Query() query: ListQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [map, counts, pillars] = await Promise.all([
      this.registerMap.map(query),
      this.allCounts.counts(query),
      this.pact.pillars(),
    ]);
    const filter = filterValues(query);
    await this.pages.send(reply, language, pathWithoutLanguage(request.url), 'MapPage', {
      map,
      counts,
      filter,
      pillars,
      asOf: query.asOf ?? null,
    });
  }

  @Get('signatories/:slug')
  @SitePage({ each: 'signatory' })
  async signatory(
    @InLanguage() language: Language,
    @Param('slug') slug: string,
    @Query() { asOf }: DayQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = slug.slice(0, 8);
    const signatory = isPublicId(id) ? await this.reader.profile(id, asOf) : null;
    const ofDay = queryText([['asOf', asOf ?? '']]);
    if (!signatory) return this.gone(language, slug, reply);
    // Old links to a renamed place keep working: the id decides, the name is only for people.
    if (slug !== signatory.slug)
      return void (await reply.redirect(
        withQuery(signatoryPath(language, signatory.id, signatory.names.en), ofDay),
        301,
      ));
    await this.pages.send(
      reply,
      language,
      withQuery(`/signatories/${slug}`, ofDay),
      'Signatory',
      {
        signatory,
        asOf: asOf ?? null,
        pillars: await this.pact.pillars(),
        pledged: await this.pact.pledged(signatory.pledges),
      },
      200,
      asOf
        ? {}
        : {
            structuredData: signatoryStructuredData(signatory, this.context.config.baseUrl),
            image: `/${language}/signatories/${slug}/share.png`,
          },
    );
  }

  private async gone(language: Language, slug: string, reply: FastifyReply): Promise<void> {
    const id = slug.slice(0, 8);
    const merged = isPublicId(id) ? await this.reader.merged(id) : null;
    if (merged)
      return void (await reply.redirect(signatoryPath(language, merged.id, merged.nameEn), 301));
    const withdrawn = isPublicId(id) ? await this.reader.withdrawn(id) : null;
    if (!withdrawn) throw Problem.notFound();
    await this.pages.send(
      reply,
      language,
      `/signatories/${slug}`,
      'SignatoryGone',
      { withdrawn },
      410,
    );
  }
}

/** How many of the known signatories are still missing from the register; null if none. */
function stillToCome(
  { citiesAndRegions, demo }: FiguresDto,
  { knownSignatories: total, knownCountries: countries, knownSource, knownOn }: Settings,
): Pages['Home']['toCome'] {
  const missing = total - citiesAndRegions;
  if (demo || missing <= 0) return null;
  return { missing, total, countries, source: knownSource, readOn: knownOn };
}

function filterValues({
  q = '',
  country = [],
  kind = [],
  pillar = [],
  action = '',
  box = '',
  sort,
}: ListQuery): FilterValues {
  return { q, country, kind, pillar, action, box, sort };
}

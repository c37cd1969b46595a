import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { withQuery } from '../../../../contract/register-filter.js';
import type { FollowKind } from '../../../../contract/follows.js';
import { nameIn, type Language } from '../../../../contract/languages.js';
import { regionNames } from '../../../../contract/language-formats.js';
import type { FollowedPage } from '../../../../contract/pages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import { shortHash } from '../../platform/tlog/checkpoint.js';
import { LogReader } from '../log/log-reader.service.js';
import { ChangesService, type RegisterChange } from '../open-data/changes.service.js';
import { dataset, lastingAddress } from '../open-data/dataset.js';
import { feedFormats, type FeedEntry, type FeedFormat } from '../open-data/feeds.js';
import { RegisterFilter } from '../public/register-filter.dto.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';
import { FollowedNames } from './followed-names.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';

/** The subject of a feed, the query of its address, and the page with the same content. */
interface About {
  what: 'signatories' | 'changes';
  of?: FollowedPage;
  query: string;
  page: string;
}

/** News feeds in each language: new signatories, and every change of the register. */
@ApiExcludeController()
@Controller(':language/feeds')
@PublicAnswer()
export class FeedsController {
  constructor(
    private readonly pages: PagesService,
    private readonly reader: RegisterReader,
    private readonly changes: ChangesService,
    private readonly context: AppContext,
    private readonly log: LogReader,
    private readonly names: FollowedNames,
  ) {}

  @Get('signatories.:format')
  async newest(
    @InLanguage() language: Language,
    @Param('format') format: string,
    @Query() filter: RegisterFilter,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const countries = regionNames(language);
    const text = await this.pages.textsIn(language);
    const newest = await this.reader.newest(limits.feedLength, filter);
    const entries = newest.map(({ id, names, countryCode, publishedAt }): FeedEntry => {
      const name = nameIn(language, names);
      return {
        id: lastingAddress(this.baseUrl, id),
        title: name,
        summary: text('feeds.signatories.joined', {
          name,
          country: countries.of(countryCode) ?? countryCode,
        }),
        page: this.baseUrl + signatoryPath(language, id, names.en),
        at: publishedAt,
      };
    });
    const query = request.url.split('?')[1] ?? '';
    const page = withQuery('/signatories', [query, 'sort=newest'].filter(Boolean).join('&'));
    await this.send(reply, language, { what: 'signatories', query, page }, format, entries);
  }

  @Get('changes.:format')
  async allChanges(
    @InLanguage() language: Language,
    @Param('format') format: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const entries = await this.entriesOf(language, await this.changes.newest());
    const about = { what: 'changes', query: '', page: '/status' } as const;
    await this.send(reply, language, about, format, entries);
  }

  /**
   * Changes of one signatory, of a country, or of those that pledged an action. The feed of a
   * signatory that left stays, with its last entries: a feed that answers 410 falls silent, and its
   * readers would never learn why.
   */
  @Get('changes/:kind/:file')
  async changesOf(
    @InLanguage() language: Language,
    @Param('kind') kind: FollowKind,
    @Param('file') file: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [, key = '', format = ''] = /^([\w.-]{2,80})\.([a-z]+)$/.exec(file) ?? [];
    // Addresses are in small letters, codes of countries are not.
    const code = kind === 'country' ? key.toUpperCase() : key;
    const wanted = { kind, key: code };
    const thing =
      (await this.names.of(language, wanted)) ?? (await this.names.left(language, wanted));
    if (!thing?.path) throw Problem.notFound();
    const entries = await this.entriesOf(language, await this.changes.newestOf(thing));
    const about = { what: 'changes', of: thing, query: '', page: thing.path } as const;
    await this.send(reply, language, about, format, entries);
  }

  private async entriesOf(language: Language, changes: RegisterChange[]): Promise<FeedEntry[]> {
    const text = await this.pages.textsIn(language);
    return changes.map(({ seq, id, names, change, at }): FeedEntry => {
      const title = text(`feeds.change.${change}`, {
        name: nameIn(language, names),
      });
      return {
        id: `${lastingAddress(this.baseUrl, id)}#change-${seq}`,
        title,
        summary: title,
        page: this.baseUrl + signatoryPath(language, id, names.en),
        at,
      };
    });
  }

  private async send(
    reply: FastifyReply,
    language: Language,
    { what, of, query, page }: About,
    format: string,
    entries: FeedEntry[],
  ): Promise<void> {
    if (!Object.hasOwn(feedFormats, format)) throw Problem.notFound();
    const { mediaType, write } = feedFormats[format as FeedFormat];
    const { changedAt } = await this.reader.figures();
    const [text, head] = await Promise.all([this.pages.textsIn(language), this.log.head()]);
    const file = of ? `${what}/${of.kind}/${of.key.toLowerCase()}` : what;
    const feed = write({
      title: [...(of ? [of.label] : []), text(`feeds.${what}.title`)].join(' – '),
      description: [
        text(`feeds.${what}.description`),
        ...(head ? [text('feeds.checkpoint', { hash: shortHash(head) })] : []),
      ].join(' '),
      language,
      self: withQuery(`${this.baseUrl}/${language}/feeds/${file}.${format}`, query),
      page: `${this.baseUrl}/${language}${page}`,
      author: dataset.publisher.en,
      licence: dataset.licence,
      updated: entries[0]?.at ?? changedAt,
      entries,
    });
    await reply
      .header('content-type', mediaType)
      .header('last-modified', new Date(changedAt).toUTCString())
      .send(feed);
  }

  private get baseUrl(): string {
    return this.context.config.baseUrl;
  }
}

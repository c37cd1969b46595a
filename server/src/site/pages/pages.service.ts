import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { OfficialLanguage } from '../../../../contract/languages.js';
import type { Language, PageContext, PageName, Pages } from '../../../../contract/pages.js';
import { TermsReader } from '../public/terms-reader.service.js';
import { AppContext } from '../../platform/database/app-context.js';
import { figuresIn, type Figures, type Terms } from '../../platform/config/figures.js';
import { FormTokens } from '../../platform/http/form-tokens.js';
import { clientSource, type Client } from './client-build.js';
import { RegisterClock } from '../public/register-clock.js';
import { HelplinesReader } from '../public/helplines-reader.service.js';
import { SiteTextsReader, type SiteTexts } from '../public/site-texts-reader.service.js';
import { renderMarkdown } from '../news/markdown.js';
import { previewedTexts } from '../texts/previewed-texts.js';
import { PactReader } from '../public/pact-reader.service.js';
import { RegisterReader, type SiteFacts } from '../public/register-reader.service.js';

/** Data that every page may show. */
type PageFacts = SiteFacts &
  Pick<PageContext, 'helplines' | 'pact' | 'responseTime'> & { terms: Terms };

/** The token that a page opened by a mailed link has not used up yet. */
const tokenIn = (props: object): string | null =>
  'token' in props && typeof props.token === 'string' ? props.token || null : null;

/** Renders pages with the client's own server renderer. */
@Injectable()
export class PagesService implements OnModuleInit {
  private client: Client;
  /** Site facts and the figures written from them, cached for one version of the register. */
  private site: { version: number; facts: PageFacts; written: Map<Language, Figures> };

  constructor(
    private readonly clock: RegisterClock,
    private readonly reader: RegisterReader,
    private readonly helplines: HelplinesReader,
    private readonly texts: SiteTextsReader,
    private readonly pact: PactReader,
    private readonly terms: TermsReader,
    private readonly context: AppContext,
    private readonly tokens: FormTokens,
  ) {
    const facts = {
      demo: false,
      contactAddress: null,
      emblem: null,
      helplines: [],
      pact: { version: 0, wording: 'proposed' as const, names: {} },
      responseTime: null,
      terms: this.terms.shipped().kept,
    };
    this.site = { version: -1, facts, written: new Map() };
  }

  async onModuleInit(): Promise<void> {
    this.client = await clientSource().open();
  }

  /**
   * Sends a page. `path` is its address without the language, used to link to the other languages.
   */
  async send<Name extends PageName>(
    reply: FastifyReply,
    language: Language,
    path: string,
    name: Name,
    props: Pages[Name],
    status = 200,
    more: Pick<PageContext, 'embedded' | 'preview' | 'structuredData' | 'image'> = {},
  ): Promise<void> {
    const { baseUrl } = this.context.config;
    const siteTexts = await this.siteTexts(reply, language);
    const { terms: _, ...facts } = await this.siteFacts(reply);
    // A cached page contains no token of a browser, and sets no cookie.
    const formToken =
      reply.registerVersion === undefined
        ? { formToken: () => this.tokens.issue(reply.request, reply) }
        : {};
    const context = {
      language,
      path,
      linkToken: tokenIn(props),
      ...facts,
      ...siteTexts,
      markdown: renderMarkdown,
      figures: this.figures(language),
      origin: baseUrl,
      ...formToken,
      ...more,
    };
    const html = await this.client.renderer.renderPage(name, props, context, this.client.assets);
    await reply
      .status(status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language)
      .send(html);
  }

  /** The texts of a language for output that is not a page. */
  async textsIn(
    language: Language,
  ): Promise<(key: string, values?: Record<string, unknown>) => string> {
    const { texts } = await this.texts.of(language);
    await this.siteFacts();
    return (key, values = {}) =>
      this.client.renderer.textIn(language, texts, key, { ...this.figures(language), ...values });
  }

  async sendStaffShell(reply: FastifyReply, language: OfficialLanguage): Promise<void> {
    await this.siteFacts();
    await reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(
        this.client.renderer.renderStaffShell(
          this.client.assets,
          language,
          {
            en: this.figures('en'),
            fr: this.figures('fr'),
          },
          { en: await this.staffTexts('en'), fr: await this.staffTexts('fr') },
        ),
      );
  }

  /** The administrators' changes to the workbench's own texts. */
  private async staffTexts(language: OfficialLanguage): Promise<Record<string, string>> {
    const { texts } = await this.texts.of(language);
    const changed = Object.entries(texts).filter(([key]) => key.startsWith('staff.'));
    return Object.fromEntries(changed.map(([key, text]) => [key.slice('staff.'.length), text]));
  }

  /** The figures in texts, as last read. */
  private figures(language: Language): Figures {
    const { facts, written } = this.site;
    const known = written.get(language) ?? figuresIn(language, facts.terms);
    written.set(language, known);
    return known;
  }

  /** A preview contains unpublished data, so no cache keeps it. */
  private async siteTexts(reply: FastifyReply, language: Language): Promise<SiteTexts> {
    const published = await this.texts.of(language, () => delete reply.registerVersion);
    const previewed = previewedTexts.getStore();
    if (!previewed) return published;
    delete reply.registerVersion;
    return { ...published, texts: { ...published.texts, ...previewed } };
  }

  /** Without the database an error page must still be sent; no cache keeps it. */
  private async siteFacts(reply?: FastifyReply): Promise<PageFacts> {
    const version = await this.clock.versionRead();
    if (this.site.version === version && version !== 0) return this.site.facts;
    const facts = await this.read().catch(() => null);
    if (facts) this.site = { version, facts, written: new Map() };
    else if (reply) delete reply.registerVersion;
    return facts ?? this.site.facts;
  }

  private async read(): Promise<PageFacts> {
    const [site, helplines, { version, wording, pillars }, terms] = await Promise.all([
      this.reader.site(),
      this.helplines.all(),
      this.pact.now(),
      this.terms.now(),
    ]);
    const names = Object.fromEntries(pillars.map(({ code, name }) => [code, name]));
    const { kept, responseTime } = terms;
    return { ...site, helplines, pact: { version, wording, names }, responseTime, terms: kept };
  }
}

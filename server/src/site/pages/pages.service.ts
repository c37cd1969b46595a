import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language, PageContext, PageName, Pages } from '../../../../contract/pages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { figuresIn, type Figures } from '../../platform/config/figures.js';
import { defaultSettings } from '../../platform/settings/settings.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { FormTokens } from '../../platform/http/form-tokens.js';
import { clientSource, type Client } from './client-build.js';
import { RegisterClock } from '../public/register-clock.js';
import { HelplinesReader } from '../public/helplines-reader.service.js';
import { SiteTextsReader, type SiteTexts } from '../public/site-texts-reader.service.js';
import { renderMarkdown } from '../news/markdown.js';
import { previewedTexts } from '../texts/previewed-texts.js';
import { RegisterReader, type SiteFacts } from '../public/register-reader.service.js';

/** What every page may show, whatever it is about. */
type PageFacts = SiteFacts & Pick<PageContext, 'helplines'>;

/** Renders pages with the client's own server renderer. */
@Injectable()
export class PagesService implements OnModuleInit {
  private client: Client;
  private readonly written = new Map<Language, Figures>();
  /** Site facts, cached for one version of the register. */
  private site: { version: number; facts: PageFacts } = {
    version: -1,
    facts: { demo: false, contactAddress: null, helplines: [] },
  };

  constructor(
    private readonly clock: RegisterClock,
    private readonly reader: RegisterReader,
    private readonly helplines: HelplinesReader,
    private readonly texts: SiteTextsReader,
    private readonly context: AppContext,
    private readonly settings: SettingsService,
    private readonly tokens: FormTokens,
  ) {}

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
    more: Pick<PageContext, 'embedded' | 'structuredData' | 'image'> = {},
  ): Promise<void> {
    const { baseUrl } = this.context.config;
    const siteTexts = await this.siteTexts(reply, language);
    // What is kept for everybody holds no token of one browser, and sets no cookie.
    const formToken =
      reply.registerVersion === undefined
        ? { formToken: () => this.tokens.issue(reply.request, reply) }
        : {};
    const context = {
      language,
      path,
      ...(await this.siteFacts()),
      ...siteTexts,
      markdown: renderMarkdown,
      figures: await this.pageFigures(language),
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
    return (key, values = {}) =>
      this.client.renderer.textIn(language, texts, key, { ...this.figures(language), ...values });
  }

  async sendStaffShell(reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(
        this.client.renderer.renderStaffShell(this.client.assets, {
          en: this.figures('en'),
          fr: this.figures('fr'),
        }),
      );
  }

  /**
   * Besides the limits after how many working days an answer is late: an administrator sets that
   * while the product runs.
   */
  private async pageFigures(language: Language): Promise<Record<string, string>> {
    // An error page must be sent even without the database.
    const { overdueWorkingDays } = await this.settings.current().catch(() => defaultSettings);
    return { ...this.figures(language), answerDays: String(overdueWorkingDays) };
  }

  private figures(language: Language): Figures {
    const known = this.written.get(language) ?? figuresIn(language, this.context.config);
    this.written.set(language, known);
    return known;
  }

  /** A preview holds what is not published yet, so nobody keeps it. */
  private async siteTexts(reply: FastifyReply, language: Language): Promise<SiteTexts> {
    const published = await this.texts.of(language);
    const previewed = previewedTexts.getStore();
    if (!previewed) return published;
    delete reply.registerVersion;
    return { ...published, texts: { ...published.texts, ...previewed } };
  }

  private async siteFacts(): Promise<PageFacts> {
    const { version } = this.clock;
    if (this.site.version !== version || version === 0) {
      // Without the database an error page must still be sent.
      const facts = await this.read().catch(() => this.site.facts);
      this.site = { version, facts };
    }
    return this.site.facts;
  }

  private async read(): Promise<PageFacts> {
    return { ...(await this.reader.site()), helplines: await this.helplines.all() };
  }
}

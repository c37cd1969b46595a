import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type {
  Assets,
  Language,
  PageContext,
  PageName,
  PageRenderer,
  Pages,
} from '../../../../contract/pages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { figuresIn, type Figures } from '../../platform/config/figures.js';
import { FormTokens } from '../../platform/http/form-tokens.js';
import { RegisterClock } from '../public/register-clock.js';
import { HelplinesReader } from '../public/helplines-reader.service.js';
import { PactReader } from '../public/pact-reader.service.js';
import { RegisterReader, type SiteFacts } from '../public/register-reader.service.js';

/**
 * The client's build folder; the path works from server/src/site/pages and from
 * server/dist/server/src/site/pages.
 */
export const clientFolder = join(
  import.meta.dirname.replace(/server[\\/](dist[\\/]server[\\/])?src[\\/]site[\\/]pages$/, ''),
  'client',
  'dist',
);

interface ManifestEntry {
  file: string;
  css?: string[];
  imports?: string[];
}

/** What every page may show, whatever it is about. */
type PageFacts = SiteFacts & Pick<PageContext, 'helplines' | 'pact'>;

/** Renders pages with the client's own server renderer, built by Vite. */
@Injectable()
export class PagesService implements OnModuleInit {
  private renderer: PageRenderer;
  private assets: Assets;
  private readonly written = new Map<Language, Figures>();
  /** Site facts, cached for one version of the register. */
  private site: { version: number; facts: PageFacts } = {
    version: -1,
    facts: {
      demo: false,
      contactAddress: null,
      helplines: [],
      pact: { version: 0, wording: 'proposed', names: {} },
    },
  };

  constructor(
    private readonly clock: RegisterClock,
    private readonly reader: RegisterReader,
    private readonly helplines: HelplinesReader,
    private readonly pact: PactReader,
    private readonly context: AppContext,
    private readonly tokens: FormTokens,
  ) {}

  async onModuleInit(): Promise<void> {
    this.renderer = (await import(
      pathToFileURL(join(clientFolder, 'server', 'entry-server.js')).href
    )) as PageRenderer;
    const manifest = JSON.parse(
      await readFile(join(clientFolder, 'client', '.vite', 'manifest.json'), 'utf8'),
    ) as Record<string, ManifestEntry>;
    const [css, script, modules] = filesOf(manifest, 'src/entry-public.ts');
    const [staffCss, staffScript] = filesOf(manifest, 'src/entry-staff.ts');
    this.assets = { css, script, modules, staffCss, staffScript };
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
    // What is kept for everybody holds no token of one browser, and sets no cookie.
    const formToken =
      reply.registerVersion === undefined
        ? { formToken: () => this.tokens.issue(reply.request, reply) }
        : {};
    const context = {
      language,
      path,
      ...(await this.siteFacts()),
      figures: this.figures(language),
      origin: baseUrl,
      ...formToken,
      ...more,
    };
    const html = await this.renderer.renderPage(name, props, context, this.assets);
    await reply
      .status(status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language)
      .send(html);
  }

  /** A translated text for output that is not a page. */
  text(language: Language, key: string, values: Record<string, unknown> = {}): string {
    return this.renderer.textIn(language, key, { ...this.figures(language), ...values });
  }

  async sendStaffShell(reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(
        this.renderer.renderStaffShell(this.assets, {
          en: this.figures('en'),
          fr: this.figures('fr'),
        }),
      );
  }

  private figures(language: Language): Figures {
    const known = this.written.get(language) ?? figuresIn(language, this.context.config);
    this.written.set(language, known);
    return known;
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
    const [site, helplines, { version, wording, pillars }] = await Promise.all([
      this.reader.site(),
      this.helplines.all(),
      this.pact.now(),
    ]);
    const names = Object.fromEntries(pillars.map(({ code, name }) => [code, name]));
    return { ...site, helplines, pact: { version, wording, names } };
  }
}

/** An entry's styles and script, and the modules that the script imports first. */
function filesOf(
  manifest: Record<string, ManifestEntry>,
  entry: string,
): [css: string[], script: string, modules: string[]] {
  const chunk = manifest[entry];
  if (!chunk) throw new Error('the client is not built: run npm run build');
  return [
    stylesOf(manifest, entry).map((file) => `/${file}`),
    `/${chunk.file}`,
    (chunk.imports ?? []).map((name) => `/${manifest[name]!.file}`),
  ];
}

/**
 * Styles shared with the other entry, directly or through a common chunk, come before its own,
 * because the cascade depends on that order.
 */
function stylesOf(manifest: Record<string, ManifestEntry>, name: string): string[] {
  const { css = [], imports = [] } = manifest[name]!;
  return [
    ...new Set([
      ...imports.flatMap((imported) => stylesOf(manifest, imported)),
      ...css.toReversed(),
    ]),
  ];
}

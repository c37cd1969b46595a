import { Injectable, RequestMethod, type OnModuleInit } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { SitemapPage } from '../open-data/sitemap.js';
import { CountriesService } from '../public/countries.service.js';
import { NewsReader } from '../public/news-reader.service.js';
import { PracticesService } from '../public/practices.service.js';
import { RoundsReader } from '../public/rounds-reader.service.js';
import { PactReader } from '../public/pact-reader.service.js';
import { limits } from '../../platform/config/limits.js';
import { sitePageKey, type PageOfEach, type SitePageOptions } from './site-page.js';
import { textPages } from './text-pages.js';

/**
 * One of the pages of a route: the values of the route's parameters, and when they changed.
 */
interface Made {
  values: Record<string, string>;
  changedAt?: string;
}
interface Route extends SitePageOptions {
  /** Without the language: `/countries/:code`. */
  path: string;
}

/**
 * Every page in the sitemap, derived from the routes. Signatories are read in parts, because there
 * are many.
 */
@Injectable()
export class SitemapPages implements OnModuleInit {
  private routes: Route[] = [];
  private readonly made: Record<Exclude<PageOfEach, 'signatory'>, () => Promise<Made[]>> = {
    text: () => Promise.resolve(Object.keys(textPages).map((text) => ({ values: { text } }))),
    country: async () => (await this.countries.all()).map(({ code }) => ({ values: { code } })),
    pillar: async () =>
      (await this.pact.pillars()).map(({ code }) => ({ values: { pillar: code } })),
    action: async () =>
      (await this.pact.pillars()).flatMap(({ actions }) =>
        actions.map(({ code }) => ({ values: partsOf(code) })),
      ),
    practice: () =>
      everyPage(
        (after) =>
          this.practices.list({ limit: limits.sitemapSignatories, ...(after ? { after } : {}) }),
        ({ id, publishedAt }) => ({ values: { id }, changedAt: publishedAt }),
      ),
    round: async () =>
      (await this.rounds.all()).map(({ id, closedAt }) => ({
        values: { id },
        changedAt: closedAt,
      })),
    article: () =>
      everyPage(
        (after) =>
          this.news.list(
            { language: 'en', ...(after ? { after } : {}) },
            limits.sitemapSignatories,
          ),
        ({ slug, updatedAt }) => ({ values: { slug }, changedAt: updatedAt }),
      ),
  };

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly pact: PactReader,
    private readonly countries: CountriesService,
    private readonly practices: PracticesService,
    private readonly news: NewsReader,
    private readonly rounds: RoundsReader,
  ) {}

  onModuleInit(): void {
    this.routes = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (metatype ? this.routesOf(metatype) : []));
  }

  /** All of them but the signatories'. @param registerChangedAt when the register changed last. */
  async besidesSignatories(registerChangedAt: string): Promise<SitemapPage[]> {
    const pages = await Promise.all(
      this.routes.map((route) => this.pagesOf(route, registerChangedAt)),
    );
    return pages.flat();
  }

  private async pagesOf(
    { path, each, ofRegister }: Route,
    registerChangedAt: string,
  ): Promise<SitemapPage[]> {
    if (each === 'signatory') return [];
    if (!each) return [{ path, ...(ofRegister ? { changedAt: registerChangedAt } : {}) }];
    return (await this.made[each]()).map(({ values, ...change }) => ({
      path: filled(path, values),
      ...change,
    }));
  }

  private routesOf(
    controller: NonNullable<ReturnType<DiscoveryService['getControllers']>[number]['metatype']>,
  ): Route[] {
    const prototype = controller.prototype as Record<string, () => unknown>;
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      const options = this.reflector.get<SitePageOptions | undefined>(sitePageKey, handler);
      if (
        !options ||
        this.reflector.get<RequestMethod>(METHOD_METADATA, handler) !== RequestMethod.GET
      )
        return [];
      const whole = [
        this.reflector.get<string>(PATH_METADATA, controller),
        this.reflector.get<string>(PATH_METADATA, handler),
      ];
      const path = whole
        .join('/')
        .replace(/\/+/g, '/')
        .replace(/^\/?:language/, '')
        .replace(/\/$/, '');
      return [{ path, ...options }];
    });
  }
}

/** Puts values in a route's places; a place may name its pattern: `:text(about|join)`. */
function filled(path: string, values: Record<string, string>): string {
  return path.replace(/:(\w+)(\([^)]*\))?/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for :${name} in ${path}`);
    return encodeURIComponent(value);
  });
}

function partsOf(code: string): Record<string, string> {
  const [pillar = '', action = ''] = code.split('.');
  return { pillar, action };
}

async function everyPage<Item>(
  list: (after?: string) => Promise<{ items: Item[]; next: string | null }>,
  made: (item: Item) => Made,
): Promise<Made[]> {
  const all: Made[] = [];
  for (let after: string | undefined; ;) {
    const { items, next } = await list(after);
    all.push(...items.map(made));
    if (next === null) return all;
    after = next;
  }
}

import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { languages } from '../../../../contract/languages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import { sendSitemap, sitemap, sitemapIndex, type SitemapPage } from '../open-data/sitemap.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { RegisterRows } from '../public/register-rows.service.js';
import { SitemapPages } from './sitemap-pages.service.js';

/** The sitemap for search engines: every page, in every language. */
@ApiExcludeController()
@Controller()
@PublicAnswer()
export class SitemapController {
  constructor(
    private readonly pages: SitemapPages,
    private readonly reader: RegisterReader,
    private readonly rows: RegisterRows,
    private readonly context: AppContext,
  ) {}

  /** One file, or an index of files when one may not hold them all. */
  @Get('sitemap.xml')
  async whole(@Res() reply: FastifyReply): Promise<void> {
    const { signatories, changedAt } = await this.reader.figures();
    const others = await this.pages.besidesSignatories(changedAt);
    const addresses = (signatories + others.length) * languages.length;
    const fits =
      addresses <= limits.sitemapAddresses && signatories <= limits.sitemapSignatories * 10;
    const text = fits
      ? this.write([...others, ...(await this.signatories(0, signatories))])
      : sitemapIndex(this.baseUrl, await this.rows.lastChanges(limits.sitemapSignatories));
    await sendSitemap(reply, text, changedAt);
  }

  /** The pages besides the signatories' are in the first file. */
  @Get('sitemaps/:file')
  async part(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const part = /^(\d{1,5})\.xml$/.exec(file)?.[1];
    const signatories =
      part === undefined
        ? []
        : await this.signatories(
            Number(part) * limits.sitemapSignatories,
            limits.sitemapSignatories,
          );
    if (signatories.length === 0) throw Problem.notFound();
    const { changedAt } = await this.reader.figures();
    const others = part === '0' ? await this.pages.besidesSignatories(changedAt) : [];
    await sendSitemap(reply, this.write([...others, ...signatories]), changedAt);
  }

  private async signatories(from: number, count: number): Promise<SitemapPage[]> {
    const links = await this.rows.links(from, count);
    return links.map(({ slug, changedAt }) => ({ path: `/signatories/${slug}`, changedAt }));
  }

  private write(pages: SitemapPage[]): string {
    return sitemap(this.baseUrl, languages, pages);
  }

  private get baseUrl(): string {
    return this.context.config.baseUrl;
  }
}

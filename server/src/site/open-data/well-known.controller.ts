import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { languages } from '../../../../contract/languages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { RegisterRows } from '../public/register-rows.service.js';
import { addressCount, pagesOf, sitemap, sitemapIndex } from './sitemap.js';

const day = 86_400_000;
/**
 * RFC 9116 recommends less than a year; whoever reads it a month from now must not find it expired.
 */
const securityDays = 180;

/** What search engines and finders of faults look for under fixed names. */
@ApiExcludeController()
@Controller()
export class WellKnownController {
  constructor(
    private readonly reader: RegisterReader,
    private readonly rows: RegisterRows,
    private readonly context: AppContext,
  ) {}

  @Get('robots.txt')
  @PublicAnswer()
  async robots(@Res() reply: FastifyReply): Promise<void> {
    const closed = [
      '/staff',
      '/api/v1/staff',
      ...languages.flatMap((language) => [`/${language}/case`, `/${language}/embed/`]),
    ];
    const text = [
      'User-agent: *',
      ...closed.map((path) => `Disallow: ${path}`),
      '',
      `Sitemap: ${this.baseUrl}/sitemap.xml`,
      '',
    ].join('\n');
    await reply.header('content-type', 'text/plain; charset=utf-8').send(text);
  }

  /** One file, or an index of files when one may not hold them all. */
  @Get('sitemap.xml')
  @PublicAnswer()
  async sitemap(@Res() reply: FastifyReply): Promise<void> {
    const { signatories, changedAt } = await this.reader.figures();
    const fits =
      addressCount(signatories, languages.length) <= limits.sitemapAddresses &&
      signatories <= limits.sitemapSignatories * 10;
    const text = fits
      ? sitemap(this.baseUrl, languages, pagesOf(await this.rows.links(0, signatories), changedAt))
      : sitemapIndex(this.baseUrl, await this.rows.lastChanges(limits.sitemapSignatories));
    await sendXml(reply, text, changedAt);
  }

  @Get('sitemaps/:file')
  @PublicAnswer()
  async part(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const part = /^(\d{1,5})\.xml$/.exec(file)?.[1];
    const links =
      part === undefined
        ? []
        : await this.rows.links(
            Number(part) * limits.sitemapSignatories,
            limits.sitemapSignatories,
          );
    if (links.length === 0) throw Problem.notFound();
    const { changedAt } = await this.reader.figures();
    const pages =
      part === '0'
        ? pagesOf(links, changedAt)
        : links.map(({ slug, changedAt: at }) => ({ path: `/signatories/${slug}`, changedAt: at }));
    await sendXml(reply, sitemap(this.baseUrl, languages, pages), changedAt);
  }

  /** RFC 9116; its end is always half a year ahead, at midnight, so that it is the same all day. */
  @Get('.well-known/security.txt')
  async security(@Res() reply: FastifyReply): Promise<void> {
    const expires = new Date((Math.floor(Date.now() / day) + securityDays) * day).toISOString();
    const lines = [
      `Contact: ${this.context.config.securityContact}`,
      `Expires: ${expires}`,
      `Preferred-Languages: en, fr`,
      `Canonical: ${this.baseUrl}/.well-known/security.txt`,
    ];
    await reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(`${lines.join('\n')}\n`);
  }

  private get baseUrl(): string {
    return this.context.config.baseUrl;
  }
}

async function sendXml(reply: FastifyReply, text: string, changedAt: string): Promise<void> {
  await reply
    .header('content-type', 'application/xml; charset=utf-8')
    .header('last-modified', new Date(changedAt).toUTCString())
    .send(text);
}

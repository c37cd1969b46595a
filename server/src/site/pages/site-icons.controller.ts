import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { isLanguage, type Language } from '../../../../contract/languages.js';
import { Problem } from '../../platform/http/problem.js';
import { favicon, siteIcon } from '../open-data/site-icon.js';
import { PagesService } from './pages.service.js';

const paper = '#fbfaf7';
const icons: Readonly<Record<string, { mediaType: string; draw(): Promise<Buffer> }>> = {
  'favicon.ico': { mediaType: 'image/x-icon', draw: () => favicon([16, 32, 48]) },
  'apple-touch-icon.png': { mediaType: 'image/png', draw: () => siteIcon(180, true) },
  'icon-192.png': { mediaType: 'image/png', draw: () => siteIcon(192, true) },
  'icon-512.png': { mediaType: 'image/png', draw: () => siteIcon(512, true) },
};

/** Icons that browsers and phones request under fixed names, drawn at the first request. */
@ApiExcludeController()
@Controller()
export class SiteIconsController {
  private readonly drawn = new Map<string, Promise<Buffer>>();

  constructor(private readonly pages: PagesService) {}

  @Get(`:icon(${Object.keys(icons).join('|').replaceAll('.', '\\.')})`)
  async icon(@Param('icon') name: string, @Res() reply: FastifyReply): Promise<void> {
    const icon = icons[name];
    if (!icon) throw Problem.notFound();
    const picture = this.drawn.get(name) ?? icon.draw();
    this.drawn.set(name, picture);
    await reply
      .header('content-type', icon.mediaType)
      .header('cache-control', 'public, max-age=86400')
      .send(await picture);
  }

  /** The site as an app on a phone's screen, in a language. */
  @Get(['manifest.webmanifest', ':language/manifest.webmanifest'])
  async manifest(
    @Param('language') given: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language: Language = isLanguage(given) ? given : 'en';
    if (given !== undefined && given !== language) throw Problem.notFound();
    const text = await this.pages.textsIn(language);
    const manifest = {
      name: text('layout.name'),
      short_name: text('menu.pact'),
      lang: language,
      dir: 'ltr',
      start_url: `/${language}`,
      scope: '/',
      display: 'browser',
      background_color: paper,
      theme_color: paper,
      icons: [192, 512].map((size) => ({
        src: `/icon-${size}.png`,
        sizes: `${size}x${size}`,
        type: 'image/png',
        purpose: 'any maskable',
      })),
    };
    await reply
      .header('content-type', 'application/manifest+json; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(JSON.stringify(manifest));
  }
}

import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { languages } from '../../../../contract/languages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';

const day = 86_400_000;
/**
 * RFC 9116 recommends less than a year; a reader who opens the file a month from now must not find
 * it expired.
 */
const securityDays = 180;

/** Files that search engines and security researchers expect under fixed names. */
@ApiExcludeController()
@Controller()
export class WellKnownController {
  constructor(private readonly context: AppContext) {}

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

  /**
   * RFC 9116. The expiry date is always half a year ahead, at midnight, so that the file stays the
   * same all day.
   */
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

import { Controller, Get, Ip, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { LRUCache } from 'lru-cache';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { officialFor, type Language } from '../../../../contract/languages.js';
import {
  badge,
  badgeWords,
  type BadgeScheme,
  type ShownOnBadge,
} from '../../joining/papers/badge.js';
import { badgePicture } from '../../joining/papers/badge-picture.js';
import { paperTextsIn } from '../../joining/papers/texts.js';
import { limits } from '../../platform/config/limits.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { isPublicId } from '../public/public.controller.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { SiteTextsReader } from '../public/site-texts-reader.service.js';
import { InLanguage } from './language.js';

/** The badge of a signatory for its own website: as SVG and PNG, for light and dark pages. */
@ApiExcludeController()
@Controller(':language/signatories/:slug')
@PublicAnswer()
export class BadgePagesController {
  private readonly pictures = new LRUCache<string, Buffer>({ max: limits.badgePictures });

  constructor(
    private readonly reader: RegisterReader,
    private readonly texts: SiteTextsReader,
    private readonly rates: RateLimits,
  ) {}

  @Get('badge.svg')
  svg(
    @InLanguage() language: Language,
    @Param('slug') slug: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.sendSvg(reply, language, slug, 'light');
  }

  @Get('badge-dark.svg')
  darkSvg(
    @InLanguage() language: Language,
    @Param('slug') slug: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.sendSvg(reply, language, slug, 'dark');
  }

  @Get('badge.png')
  png(
    @InLanguage() language: Language,
    @Param('slug') slug: string,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.sendPng(reply, language, slug, 'light', ip);
  }

  @Get('badge-dark.png')
  darkPng(
    @InLanguage() language: Language,
    @Param('slug') slug: string,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.sendPng(reply, language, slug, 'dark', ip);
  }

  private async sendSvg(
    reply: FastifyReply,
    language: Language,
    slug: string,
    scheme: BadgeScheme,
  ): Promise<void> {
    const shown = await this.shown(slug);
    const { official, words } = await this.wordsFor(language);
    await forOtherSites(reply, 'image/svg+xml; charset=utf-8').send(
      badge(official, words, shown, scheme),
    );
  }

  private async sendPng(
    reply: FastifyReply,
    language: Language,
    slug: string,
    scheme: BadgeScheme,
    ip: string,
  ): Promise<void> {
    const shown = await this.shown(slug);
    const { official, words } = await this.wordsFor(language);
    // The cache key: everything that is drawn, so that equal badges share one picture.
    const key = JSON.stringify([official, scheme, badgeWords(official, words, shown)]);
    let picture = this.pictures.get(key);
    if (!picture) {
      await this.rates.useFrom('paper', limits.papersPerAddress, ip);
      picture = await badgePicture(official, words, shown, scheme);
      this.pictures.set(key, picture);
    }
    await forOtherSites(reply, 'image/png').send(picture);
  }

  /** Badges exist in the official languages. */
  private async wordsFor(language: Language) {
    const official = officialFor(language);
    return { official, words: paperTextsIn(official, (await this.texts.of(official)).texts) };
  }

  /**
   * A badge stays on a town's website when its entry is held or withdrawn: it then says so, instead
   * of being a broken picture.
   */
  private async shown(slug: string): Promise<ShownOnBadge> {
    const id = slug.slice(0, 8);
    const signatory = isPublicId(id) ? await this.reader.signatory(id) : null;
    if (signatory?.demo) throw Problem.notFound();
    if (signatory) {
      const { signedOn, reportedOn, state } = signatory;
      return { signedOn, reportedOn, held: state === 'on_hold' };
    }
    const gone = isPublicId(id) ? await this.reader.withdrawn(id) : null;
    if (!gone) throw Problem.notFound();
    return { signedOn: gone.signedOn, leftOn: dayInStrasbourg(new Date(gone.withdrawnAt)) };
  }
}

/** The badge is meant to be shown on other sites. */
function forOtherSites(reply: FastifyReply, mediaType: string): FastifyReply {
  return reply
    .header('content-type', mediaType)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin');
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LetterBlock } from '../../platform/mail/letter.entity.js';
import { lastShortHash } from '../../platform/tlog/last-checkpoint.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';
import type { OfficialLanguage } from '../../../../contract/languages.js';
import { digestWords } from './digest-words.js';
import type { Digest } from './digest.entity.js';

const namedSignatories = 40;
interface Joined {
  publicId: string;
  nameEn: string;
  name: string;
  countryCode: string;
}

/** The content of a digest in one language: introduction by staff, news, and new signatories. */
@Injectable()
export class DigestContent {
  async of(
    manager: EntityManager,
    digest: Digest,
    language: OfficialLanguage,
    until = digest.until ?? new Date(),
  ): Promise<LetterBlock[]> {
    const intro = language === 'en' ? digest.introEn : digest.introFr;
    const blocks = [
      ...intro
        .split(/\n{2,}/)
        .filter(Boolean)
        .map((text): LetterBlock => ({ kind: 'text', text })),
      ...(await this.news(manager, digest.since, until, language)),
      ...(await this.joined(manager, digest.since, until, language)),
    ];
    // A checkpoint alone is no newsletter.
    return blocks.length > 0 ? [...blocks, ...(await this.checkpoint(manager, language))] : [];
  }

  /** Every subscriber then holds a checkpoint, so nobody can rewrite the register unseen. */
  private async checkpoint(
    manager: EntityManager,
    language: OfficialLanguage,
  ): Promise<LetterBlock[]> {
    const short = await lastShortHash(manager);
    return short ? [{ kind: 'text', text: digestWords[language].checkpoint(short) }] : [];
  }

  private async news(
    manager: EntityManager,
    since: Date,
    until: Date,
    language: OfficialLanguage,
  ): Promise<LetterBlock[]> {
    const articles = await manager.query<{ slug: string; title: string; summary: string }[]>(
      `SELECT slug, title_${language} AS title, summary_${language} AS summary FROM article
       WHERE state = 'published' AND public_at > $1 AND public_at <= $2 ORDER BY public_at DESC,
         slug`,
      [since, until],
    );
    if (articles.length === 0) return [];
    return [
      { kind: 'heading', text: digestWords[language].news },
      ...articles.flatMap(({ slug, title, summary }): LetterBlock[] => [
        { kind: 'link', text: title, path: `/${language}/news/${slug}` },
        { kind: 'text', text: summary },
      ]),
    ];
  }

  /** Demonstration signatories are not news. */
  private async joined(
    manager: EntityManager,
    since: Date,
    until: Date,
    language: OfficialLanguage,
  ): Promise<LetterBlock[]> {
    const rows = await manager.query<(Joined & { total: number })[]>(
      `SELECT s.public_id AS "publicId", a.name_en AS "nameEn", a.name_${language} AS name,
        a.country_code AS "countryCode", count(*) OVER ()::int AS total
       FROM signatory s JOIN authority a ON a.id = s.authority_id
       WHERE s.state IN ('published', 'on_hold') AND NOT s.demo AND s.published_at > $1
         AND s.published_at <= $2
       ORDER BY s.published_at DESC, s.id LIMIT ${namedSignatories}`,
      [since, until],
    );
    if (rows.length === 0) return [];
    const regions = new Intl.DisplayNames([language], { type: 'region' });
    const { joined, all } = digestWords[language];
    return [
      { kind: 'heading', text: joined(rows[0]!.total) },
      ...rows.map(({ publicId, nameEn, name, countryCode }): LetterBlock => ({
        kind: 'link',
        text: `${name} (${regions.of(countryCode) ?? countryCode})`,
        path: signatoryPath(language, publicId, nameEn),
      })),
      ...(rows[0]!.total > rows.length
        ? [{ kind: 'link', text: all, path: `/${language}/signatories?sort=newest` } as const]
        : []),
    ];
  }
}

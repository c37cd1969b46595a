import { Injectable } from '@nestjs/common';
import { languages, type Language } from '../../../../contract/languages.js';
import type { ChangedTexts } from '../../../../contract/pages.js';
import { OncePerVersion } from './once-per-version.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';

/** The administrators' changes to the texts of a language, and whether it has been reviewed. */
export interface SiteTexts {
  texts: ChangedTexts;
  reviewed: boolean;
}
type AllTexts = Record<Language, SiteTexts>;

const nothingChanged = Object.fromEntries(
  languages.map((language) => [language, { texts: {}, reviewed: false }]),
) as unknown as AllTexts;

/**
 * The texts that administrators changed. Every page shows some, so they are read once for each
 * version of the register, which a changed text raises on every instance.
 */
@Injectable()
export class SiteTextsReader {
  private readonly all: OncePerVersion<AllTexts>;
  private last = nothingChanged;

  constructor(
    private readonly database: PublicDatabase,
    clock: RegisterClock,
  ) {
    this.all = new OncePerVersion(clock, () => this.read());
  }

  /**
   * Without the database, the last ones read, because an error page must still be sent.
   * @param whenOld called in that case; such an answer must not be kept.
   */
  async of(language: Language, whenOld = () => {}): Promise<SiteTexts> {
    const texts = await this.all.get().catch(() => null);
    if (texts) this.last = texts;
    else whenOld();
    return this.last[language];
  }

  private async read(): Promise<AllTexts> {
    const texts = await this.database.query<{ language: Language; key: string; text: string }>(
      `SELECT language, key, text FROM public_text WHERE key NOT LIKE 'mail.%'`,
    );
    const reviewed = await this.database.query<{ language: Language }>(
      `SELECT language FROM public_reviewed_language`,
    );
    const of = (language: Language): SiteTexts => ({
      texts: Object.fromEntries(
        texts
          .filter((row) => row.language === language)
          .map(({ key, text }) => [pagePath(key), text]),
      ),
      reviewed: reviewed.some((row) => row.language === language),
    });
    return Object.fromEntries(
      languages.map((language) => [language, of(language)]),
    ) as unknown as AllTexts;
  }
}

/** A text's place among those of the pages: `public.about.title` is `about.title`. */
export const pagePath = (key: string): string => key.replace(/^public\./, '');

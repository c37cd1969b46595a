import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { languages, type Language } from '../../../../contract/languages.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { bumpRegisterVersion } from '../../platform/settings/register-version.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { shippedTexts } from '../../platform/text/shipped-texts.js';
import { reviewsOf } from './reviews.service.js';
import { TextsService } from './texts.service.js';
import { planOf } from './translation-plan.js';
import type { TranslationDto, TranslationReportDto } from './translations.dto.js';
import { readXliff, writeXliff, type ReturnedUnit, type XliffVersion } from './xliff-file.js';

/** Exports texts for translators and imports their translations, as XLIFF. */
@Injectable()
export class TranslationsService {
  constructor(
    private readonly database: DataSource,
    private readonly texts: TextsService,
  ) {}

  /** The progress of each language, and who reviewed it. */
  async overview(): Promise<TranslationDto[]> {
    const states = await this.texts.states();
    const reviews = await reviewsOf(this.database.manager);
    return languages.map((language) => {
      const all = [...shippedTexts(language).keys()].map((key) => states.of(language, key)!);
      return {
        language,
        changed: all.filter(({ changed }) => changed).length,
        outdated: all.filter(({ outdated }) => outdated).length,
        improved: all.filter(({ improved }) => improved).length,
        ...reviews(language),
      };
    });
  }

  /** The texts of a language beside English, for a translator's program. */
  async export(language: Language, version: XliffVersion, onlyOutdated: boolean): Promise<string> {
    const states = await this.texts.states();
    const units = [...shippedTexts(language).keys()].flatMap((key) => {
      const state = states.of(language, key)!;
      const unit = { key, source: states.live('en', key), target: state.text };
      return onlyOutdated && !state.outdated
        ? []
        : [{ ...unit, version: state.kept?.version ?? 0 }];
    });
    return writeXliff(version, language, units);
  }

  /** The effect of a file; nothing is kept. @throws Problem 422 when it cannot be read. */
  async check(language: Language, file: Buffer): Promise<TranslationReportDto> {
    const units = await unitsIn(file, language);
    const { manager } = this.database;
    return {
      ...planOf(units, language, await this.texts.states()),
      version: await this.texts.versionOf(manager, language),
    };
  }

  /**
   * Publishes the acceptable texts of a file, all at once.
   * @throws Problem 412 when a text of this language changed since the check, 422 when the file
   *   cannot be read.
   */
  async take(
    language: Language,
    file: Buffer,
    staff: Staff,
    seen: number,
  ): Promise<TranslationReportDto> {
    const units = await unitsIn(file, language);
    return this.database.transaction(async (manager) => {
      const states = await this.texts.lock(manager);
      await this.requireSeen(manager, language, seen);
      const plan = planOf(units, language, states);
      for (const { key, text } of plan.taken) {
        const beside = states.originals(language, key);
        const ours = text === shippedTexts(language).get(key) ? null : text;
        await this.texts.keep(manager, { language, key, text: ours, beside }, staff, 'import');
      }
      if (plan.taken.some(({ key }) => !key.startsWith('mail.')))
        await bumpRegisterVersion(manager, 'beside the list');
      return { ...plan, version: await this.texts.versionOf(manager, language) };
    });
  }

  private async requireSeen(
    manager: EntityManager,
    language: Language,
    seen: number,
  ): Promise<void> {
    const version = await this.texts.versionOf(manager, language);
    if (version === seen) return;
    const [last] = await manager.query<{ at: Date; by: string }[]>(
      `SELECT c.at, s.name AS by FROM site_text_change c JOIN staff s ON s.id = c.staff_id
       WHERE c.language = $1 ORDER BY c.at DESC LIMIT 1`,
      [language],
    );
    requireVersion(version, seen, { at: new Date(), ...last, action: 'site_text.change' });
  }
}

/** @throws Problem 422 */
async function unitsIn(file: Buffer, language: Language): Promise<ReturnedUnit[]> {
  const read = await readXliff(file);
  if (!read || read.units.length === 0) throw unreadable('isXliff', {});
  if (read.language !== null && read.language.split(/[-_]/)[0]!.toLowerCase() !== language)
    throw unreadable('isInLanguage', { found: read.language.slice(0, 20) });
  return read.units;
}

const unreadable = (key: string, params: Record<string, string>) =>
  Problem.invalid([{ pointer: '/file', key, params, detail: key }]);

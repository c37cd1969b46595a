import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { officialFor, type Language } from '../../../../contract/languages.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { EventsService } from '../../platform/events/events.service.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import type {
  FilledTemplateDto,
  MessageTemplateDto,
  SavedMessageTemplateDto,
  TemplateTextsDto,
  TemplateVariableDto,
} from './message-templates.dto.js';
import {
  asColumn,
  asSaved,
  filled,
  savedTemplates,
  templateColumns,
  textsOf,
  type TemplateRow,
} from './saved-templates.js';
import { freeName, starters } from './starters.js';
import { requireKnownVariables } from './template-check.js';
import {
  fillTemplate,
  namesOneCase,
  sampleCase,
  templateVariables,
  type TemplateVariable,
} from './template-text.js';

/** Saved replies: administrators maintain them, reviewers start their messages from them. */
@Injectable()
export class MessageTemplatesService {
  constructor(
    private readonly database: DataSource,
    private readonly settings: SettingsService,
    private readonly events: EventsService,
  ) {}

  list(): Promise<SavedMessageTemplateDto[]> {
    return savedTemplates(this.database.manager);
  }

  /** All templates, filled in for a case. */
  async filledFor(submissionId: string): Promise<FilledTemplateDto[]> {
    const submission = await this.database.manager.findOneBy(Submission, { id: submissionId });
    if (!submission || !submission.confirmedAt) throw Problem.notFound();
    const values = await this.valuesOf(submission);
    return (await this.list()).map((template) => filled(template, submission.language, values));
  }

  /**
   * One template as it is saved.
   * @param seen the version that the colleague saw, if that matters.
   * @throws Problem 404 when it does not exist (any more), 412 when it has changed since.
   */
  one(id: string, seen: number | null): Promise<SavedMessageTemplateDto> {
    return this.database.transaction((manager) => this.lock(manager, id, seen));
  }

  /** Fills that template in for a case. @throws Problem 404 */
  async fill(
    manager: EntityManager,
    template: SavedMessageTemplateDto,
    submissionId: string,
  ): Promise<FilledTemplateDto> {
    const submission = await manager.findOneBy(Submission, { id: submissionId });
    if (!submission) throw Problem.notFound();
    return filled(template, submission.language, await this.valuesOf(submission));
  }

  /** The templates that mention nothing specific to one case, for a message to many. */
  async general(language: Language): Promise<FilledTemplateDto[]> {
    const values = await this.sample();
    return (await this.list())
      .filter((template) => textsOf(template).every(({ text }) => !namesOneCase(text)))
      .map((template) => filled(template, language, values));
  }

  /** The templates that fit any decision, unfilled, because a letter has the same placeholders. */
  async ofLetter(language: Language): Promise<FilledTemplateDto[]> {
    return (await this.list())
      .filter(({ verdict = null }) => verdict === null)
      .map((template) => filled(template, language, null));
  }

  /** Every template, unfilled, because a bulk decision fills it in for each case. */
  async unfilled(language: Language): Promise<FilledTemplateDto[]> {
    return (await this.list()).map((template) => filled(template, language, null));
  }

  async variables(): Promise<TemplateVariableDto[]> {
    const values = await this.sample();
    return templateVariables.map((name) => ({ name, sample: values[name] }));
  }

  /** @throws Problem 422 for an unknown variable. */
  async preview({ textEn, textFr, otherTexts = [] }: TemplateTextsDto): Promise<TemplateTextsDto> {
    requireKnownVariables({ textEn, textFr, otherTexts });
    const values = await this.sample();
    return {
      textEn: fillTemplate(textEn, values, 'en'),
      textFr: fillTemplate(textFr, values, 'fr'),
      otherTexts: otherTexts.map(({ language, text }) => ({
        ...{ language, text: fillTemplate(text, values, language) },
      })),
    };
  }

  private async valuesOf({
    answers,
    reference,
  }: Submission): Promise<Record<TemplateVariable, string>> {
    return {
      reference,
      authority: answers.authority?.nameOfficial ?? '',
      contact: answers.contact?.name ?? '',
      address: (await this.settings.current()).contactAddress,
    };
  }

  /** The secretariat's address is the real one, because it is the same in every case. */
  private async sample(): Promise<Record<TemplateVariable, string>> {
    return { ...sampleCase, address: (await this.settings.current()).contactAddress };
  }

  async add(template: MessageTemplateDto, staffId: string): Promise<SavedMessageTemplateDto> {
    requireKnownVariables(template);
    return this.database.transaction((manager) => this.insert(manager, template, staffId));
  }

  /**
   * Adds those of our starters that are missing. Administrators' own templates, and starters that
   * they have changed, are kept.
   * @returns how many were added.
   */
  async addStarters({ id, language }: Staff): Promise<number> {
    return this.database.transaction(async (manager) => {
      const before = await manager.query<{ name: string; starter: string | null }[]>(
        'SELECT name, starter FROM message_template FOR UPDATE',
      );
      const names = new Set(before.map(({ name }) => name));
      const missing = starters(officialFor(language)).filter(
        ({ key }) => !before.some(({ starter }) => starter === key),
      );
      for (const { key, ...template } of missing) {
        const name = freeName(template.name, names);
        await this.insert(manager, { ...template, name }, id, key);
      }
      return missing.length;
    });
  }

  private async insert(
    manager: EntityManager,
    template: MessageTemplateDto,
    staffId: string,
    starter: string | null = null,
  ): Promise<SavedMessageTemplateDto> {
    const id = uuidv7();
    const { name, verdict = null, textEn, textFr, otherTexts = [] } = template;
    await named(() =>
      manager.query(
        `INSERT INTO message_template (id, name, verdict, text_en, text_fr, other_texts, starter)
          VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, name, verdict, textEn, textFr, asColumn(otherTexts), starter],
      ),
    );
    const fields = ['name', 'textEn', 'textFr', ...(otherTexts.length > 0 ? ['otherTexts'] : [])];
    await this.record(manager, 'add', id, staffId, { fields });
    return { ...template, verdict, otherTexts, id, version: 1 };
  }

  /**
   * @throws Problem 404, 412 when it was changed after version `seen`, 422 for a name already in
   *   use or an unknown variable.
   */
  async change(
    id: string,
    template: MessageTemplateDto,
    staffId: string,
    seen: number,
  ): Promise<SavedMessageTemplateDto> {
    requireKnownVariables(template);
    return this.database.transaction(async (manager) => {
      const before = await this.lock(manager, id, seen);
      const { name, verdict = null, textEn, textFr, otherTexts = before.otherTexts } = template;
      const after = { name, verdict, textEn, textFr, otherTexts };
      await named(() =>
        manager.query(
          `UPDATE message_template SET name = $2, verdict = $3, text_en = $4, text_fr = $5,
            other_texts = $6, version = version + 1, changed_at = now() WHERE id = $1`,
          [id, name, verdict, textEn, textFr, asColumn(otherTexts)],
        ),
      );
      const fields = changedFields(before, after);
      await this.record(manager, 'change', id, staffId, { fields });
      return { ...after, id, version: before.version + 1 };
    });
  }

  async remove(id: string, staffId: string, seen: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.lock(manager, id, seen);
      await manager.query(`DELETE FROM message_template WHERE id = $1`, [id]);
      await this.record(manager, 'remove', id, staffId, {});
    });
  }

  private async lock(
    manager: EntityManager,
    id: string,
    seen: number | null,
  ): Promise<SavedMessageTemplateDto> {
    const [row] = await manager.query<(TemplateRow & { changedAt: Date })[]>(
      `SELECT ${templateColumns}, changed_at AS "changedAt"
       FROM message_template WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!row) throw Problem.notFound();
    const { changedAt, ...saved } = row;
    const template = asSaved(saved);
    if (seen !== null && template.version !== seen)
      requireVersion(template.version, seen, {
        at: changedAt,
        ...(await this.events.last(manager, id)),
      });
    return template;
  }

  private record(
    manager: EntityManager,
    verb: 'add' | 'change' | 'remove',
    id: string,
    staffId: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    return this.events.append(manager, {
      actor: { kind: 'staff', id: staffId },
      action: `message_template.${verb}`,
      subject: { kind: 'message_template', id },
      details,
    });
  }
}

/** The names of the differing fields. */
function changedFields(before: MessageTemplateDto, after: MessageTemplateDto): string[] {
  const plain = (['name', 'verdict', 'textEn', 'textFr'] as const).filter(
    (field) => before[field] !== after[field],
  );
  const texts = ({ otherTexts = [] }: MessageTemplateDto) => asColumn(otherTexts);
  return [...plain, ...(texts(before) === texts(after) ? [] : ['otherTexts'])];
}

/** Two templates with the same name would be indistinguishable. */
async function named(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (
      error instanceof QueryFailedError &&
      (error.driverError as { constraint?: string }).constraint === 'message_template_name_key'
    ) {
      throw Problem.invalid([
        {
          pointer: '/name',
          key: 'isUnique',
          params: {},
          detail: 'another template bears this name',
        },
      ]);
    }
    throw error;
  }
}

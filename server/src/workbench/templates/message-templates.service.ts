import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { officialFor, type Language } from '../../../../contract/languages.js';
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
  fillTemplate,
  namesOneCase,
  sampleCase,
  templateVariables,
  unknownVariables,
  type TemplateVariable,
} from './template-text.js';

const columns = `id, name, verdict, text_en AS "textEn", text_fr AS "textFr", version`;

/** Saved replies: administrators maintain them, reviewers start their messages from them. */
@Injectable()
export class MessageTemplatesService {
  constructor(
    private readonly database: DataSource,
    private readonly settings: SettingsService,
    private readonly events: EventsService,
  ) {}

  list(): Promise<SavedMessageTemplateDto[]> {
    return this.database.query(
      `SELECT ${columns} FROM message_template ORDER BY name COLLATE "und-x-icu"`,
    );
  }

  /** All templates, filled in for a case. */
  async filledFor(submissionId: string): Promise<FilledTemplateDto[]> {
    const submission = await this.database.manager.findOneBy(Submission, { id: submissionId });
    if (!submission || !submission.confirmedAt) throw Problem.notFound();
    const { answers, reference, language } = submission;
    const values = {
      reference,
      authority: answers.authority?.nameOfficial ?? '',
      contact: answers.contact?.name ?? '',
      address: (await this.settings.current()).contactAddress,
    };
    return (await this.list()).map(({ id, name, verdict = null, textEn, textFr }) => ({
      id,
      name,
      verdict,
      text: fillTemplate(officialFor(language) === 'fr' ? textFr : textEn, values),
    }));
  }

  /** The templates that mention nothing specific to one case, for a message to many. */
  async general(language: Language): Promise<FilledTemplateDto[]> {
    const values = await this.sample();
    return (await this.list())
      .filter(({ textEn, textFr }) => !namesOneCase(textEn) && !namesOneCase(textFr))
      .map(({ id, name, verdict = null, textEn, textFr }) => ({
        id,
        name,
        verdict,
        text: fillTemplate(officialFor(language) === 'fr' ? textFr : textEn, values),
      }));
  }

  /** Those that fit any decision, as they are written: a letter has the same placeholders. */
  async ofLetter(language: Language): Promise<FilledTemplateDto[]> {
    return (await this.list())
      .filter(({ verdict = null }) => verdict === null)
      .map(({ id, name, textEn, textFr }) => ({
        ...{ id, name, verdict: null },
        text: officialFor(language) === 'fr' ? textFr : textEn,
      }));
  }

  async variables(): Promise<TemplateVariableDto[]> {
    const values = await this.sample();
    return templateVariables.map((name) => ({ name, sample: values[name] }));
  }

  /** @throws Problem 422 for an unknown variable. */
  async preview(texts: TemplateTextsDto): Promise<TemplateTextsDto> {
    requireKnownVariables(texts);
    const values = await this.sample();
    return {
      textEn: fillTemplate(texts.textEn, values),
      textFr: fillTemplate(texts.textFr, values),
    };
  }

  /** The secretariat's address is the real one, because it is the same in every case. */
  private async sample(): Promise<Record<TemplateVariable, string>> {
    return { ...sampleCase, address: (await this.settings.current()).contactAddress };
  }

  async add(template: MessageTemplateDto, staffId: string): Promise<SavedMessageTemplateDto> {
    requireKnownVariables(template);
    return this.database.transaction(async (manager) => {
      const id = uuidv7();
      const { name, verdict = null, textEn, textFr } = template;
      await named(() =>
        manager.query(
          `INSERT INTO message_template (id, name, verdict, text_en, text_fr)
            VALUES ($1, $2, $3, $4, $5)`,
          [id, name, verdict, textEn, textFr],
        ),
      );
      await this.record(manager, 'add', id, staffId, { fields: ['name', 'textEn', 'textFr'] });
      return { ...template, verdict, id, version: 1 };
    });
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
      const { name, verdict = null, textEn, textFr } = template;
      await named(() =>
        manager.query(
          `UPDATE message_template SET name = $2, verdict = $3, text_en = $4, text_fr = $5,
            version = version + 1, changed_at = now() WHERE id = $1`,
          [id, name, verdict, textEn, textFr],
        ),
      );
      await this.record(manager, 'change', id, staffId, {
        fields: changedFields(before, { ...template, verdict }),
      });
      return { ...template, verdict, id, version: before.version + 1 };
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
    seen: number,
  ): Promise<SavedMessageTemplateDto> {
    const [row] = await manager.query<(SavedMessageTemplateDto & { changedAt: Date })[]>(
      `SELECT ${columns}, changed_at AS "changedAt" FROM message_template WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!row) throw Problem.notFound();
    const { changedAt, ...template } = row;
    if (template.version !== seen)
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

/** The names of what is different. */
function changedFields(before: MessageTemplateDto, after: MessageTemplateDto): string[] {
  return (['name', 'verdict', 'textEn', 'textFr'] as const).filter(
    (field) => before[field] !== after[field],
  );
}

/** @throws Problem 422 */
function requireKnownVariables({ textEn, textFr }: TemplateTextsDto): void {
  const wrong = Object.entries({ textEn, textFr }).flatMap(([field, text]) =>
    unknownVariables(text)
      .slice(0, 1)
      .map((name) => ({
        pointer: `/${field}`,
        key: 'isKnownVariable',
        params: { name },
        detail: `Unknown placeholder {${name}}`,
      })),
  );
  if (wrong.length > 0) throw Problem.invalid(wrong);
}

/** Two templates with the same name could not be told apart. */
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

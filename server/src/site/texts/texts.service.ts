import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Language } from '../../../../contract/languages.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { bumpRegisterVersion } from '../../platform/settings/register-version.js';
import { EventsService } from '../../platform/events/events.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { shippedTexts } from '../../platform/text/shipped-texts.js';
import { faultsOf, placeholdersIn } from '../../platform/text/text-rules.js';
import { kindOf, pageOf } from './text-kinds.js';
import {
  shippedOriginals,
  TextStates,
  type KeptText,
  type Originals,
  type TextState,
} from './text-states.js';
import type { OpenTextDto, SiteTextDto, SiteTextsDto, TextVersionDto } from './texts.dto.js';

/** A decision on a text: its new words, or null for the shipped ones. */
export interface NewText {
  language: Language;
  key: string;
  text: string | null;
  beside: Originals;
}

/**
 * The texts of the site: administrators change the shipped ones, see which translations that makes
 * outdated, and go back. Every change is one event, one line of the text's history, and renders the
 * pages again.
 */
@Injectable()
export class TextsService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  async list(language: Language): Promise<SiteTextsDto> {
    const states = await this.states();
    const items = [...shippedTexts(language).keys()].map((key) =>
      presentText(key, states.of(language, key)!, states),
    );
    return { items, version: await this.versionOf(this.database.manager, language) };
  }

  /** How many changes the texts of a language have seen. */
  async versionOf(manager: EntityManager, language: Language): Promise<number> {
    const [row] = await manager.query<{ version: number }[]>(
      `SELECT count(*)::int AS version FROM site_text_change WHERE language = $1`,
      [language],
    );
    return row!.version;
  }

  /** @throws Problem 404 if the program has no such text in this language. */
  async one(
    language: Language,
    key: string,
    manager = this.database.manager,
  ): Promise<OpenTextDto> {
    const states = await this.states(manager);
    const state = requireText(states, language, key);
    return {
      ...presentText(key, state, states),
      french: states.live('fr', key),
      shipped: state.shipped,
      basedOn: state.changed ? state.kept!.basedOn : null,
      beside: states.besideOf(language, key, state.kept),
      placeholders: placeholdersIn(state.shipped),
      page: pageOf(key),
      history: await this.history(manager, language, key),
    };
  }

  /**
   * Publishes a text. Publishing the shipped text itself keeps it in place, and confirms that it
   * matches the current English and French ones.
   * @throws Problem 404, 412, and 422 when a placeholder is lost or unknown.
   */
  change(
    language: Language,
    key: string,
    text: string,
    staff: Staff,
    seen: number,
  ): Promise<OpenTextDto> {
    return this.write(language, key, staff, seen, 'change', (states, { shipped }) => {
      const faults = faultsOf(text, shipped);
      if (faults.length > 0)
        throw Problem.invalid(
          faults.map((fault) => ({ pointer: '/text', detail: fault.key, ...fault })),
        );
      const beside = states.originals(language, key);
      return { language, key, text: text === shipped ? null : text, beside };
    });
  }

  /** Puts the shipped text back. @throws Problem 404, 412. */
  reset(language: Language, key: string, staff: Staff, seen: number): Promise<OpenTextDto> {
    return this.write(language, key, staff, seen, 'reset', () => ({
      language,
      key,
      text: null,
      beside: shippedOriginals(language, key),
    }));
  }

  /** All texts as this transaction sees them. */
  async states(manager = this.database.manager): Promise<TextStates> {
    return new TextStates(
      await manager.query<KeptText[]>(
        `SELECT t.language, t.key, t.text, t.based_on AS "basedOn", t.beside, t.version,
          t.changed_at AS "changedAt",
                s.name AS "changedBy"
         FROM site_text t JOIN staff s ON s.id = t.changed_by`,
      ),
    );
  }

  /** One change of texts at a time, because each records the current state of the others. */
  async lock(manager: EntityManager): Promise<TextStates> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('site_text'))`);
    return this.states(manager);
  }

  /** Keeps a new text with its history and event. The caller has checked it, and holds the lock. */
  async keep(
    manager: EntityManager,
    { language, key, text, beside }: NewText,
    staff: Staff,
    verb: 'change' | 'reset' | 'import',
  ): Promise<void> {
    const basedOn = shippedTexts(language).get(key)!;
    const [row] = await manager.query<{ version: number }[]>(
      `INSERT INTO site_text (id, language, key, text, based_on, beside, changed_by)
        VALUES ($7, $1, $2, $3, $4, $5, $6)
       ON CONFLICT (language, key) DO UPDATE SET text = EXCLUDED.text, based_on = EXCLUDED.based_on,
         beside = EXCLUDED.beside,
         changed_by = EXCLUDED.changed_by, changed_at = now(), version = site_text.version + 1
       RETURNING version`,
      [language, key, text, basedOn, beside, staff.id, uuidv7()],
    );
    const { version } = row!;
    await manager.query(
      `INSERT INTO site_text_change (id, language, key, text, based_on, version, staff_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [uuidv7(), language, key, text, basedOn, version, staff.id],
    );
    await this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action: `site_text.${verb}`,
      subject: { kind: 'site_text', id: null },
      details: { key, language, version },
    });
  }

  private write(
    language: Language,
    key: string,
    staff: Staff,
    seen: number,
    verb: 'change' | 'reset',
    decide: (states: TextStates, state: TextState) => NewText,
  ): Promise<OpenTextDto> {
    return this.database.transaction(async (manager) => {
      const states = await this.lock(manager);
      const state = requireText(states, language, key);
      requireSeen(state, seen);
      const wanted = decide(states, state);
      if (!isAsKept(wanted, states, state)) {
        await this.keep(manager, wanted, staff, verb);
        if (!key.startsWith('mail.')) await bumpRegisterVersion(manager, 'beside the list');
      }
      return this.one(language, key, manager);
    });
  }

  private async history(
    manager: EntityManager,
    language: Language,
    key: string,
  ): Promise<TextVersionDto[]> {
    return manager.query<TextVersionDto[]>(
      `SELECT c.version, coalesce(c.text, c.based_on) AS text, c.text IS NULL AS shipped, c.at,
        s.name AS by
       FROM site_text_change c JOIN staff s ON s.id = c.staff_id
       WHERE c.language = $1 AND c.key = $2 ORDER BY c.version DESC`,
      [language, key],
    );
  }
}

function presentText(key: string, state: TextState, states: TextStates): SiteTextDto {
  const { text, changed, outdated, improved, kept } = state;
  return {
    key,
    text,
    english: states.live('en', key),
    kind: kindOf(key),
    changed,
    outdated,
    improved,
    version: kept?.version ?? 0,
  };
}

/** @throws Problem 404 */
function requireText(states: TextStates, language: Language, key: string): TextState {
  const state = states.of(language, key);
  if (!state) throw Problem.notFound();
  return state;
}

/** @throws Problem 412 when a colleague was quicker. */
function requireSeen({ kept }: TextState, seen: number): void {
  requireVersion(kept?.version ?? 0, seen, {
    at: kept?.changedAt ?? new Date(),
    by: kept?.changedBy ?? null,
    action: 'site_text.change',
  });
}

/** Whether nothing would change: neither the text nor its originals. */
function isAsKept(wanted: NewText, states: TextStates, state: TextState): boolean {
  const { language, key, text, beside } = wanted;
  return (
    (state.kept?.text ?? null) === text &&
    (text === null || state.kept?.basedOn === state.shipped) &&
    sameOriginals(beside, states.besideOf(language, key, state.kept))
  );
}

const sameOriginals = (one: Originals, other: Originals): boolean =>
  one.en === other.en && one.fr === other.fr;

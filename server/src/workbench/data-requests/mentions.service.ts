import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rewriteRow } from '../../platform/http/rewrite-row.js';
import { bumpRegisterVersion } from '../../register/signatories/register-version.js';
import { roughPiece, roughText } from './name-pattern.js';
import { forgetSigner } from './signer.js';
import { subscriberDigits } from './telephone-pattern.js';
import { namesPerson, withoutPerson, type Traces } from './without-person.js';
import { tableOf, writtenIn, type WrittenIn } from './written-texts.js';

/** A row that names a person, and where in it. */
export interface Mention {
  kind: WrittenIn;
  id: string;
  caseId: string | null;
  reference: string | null;
  publicId: string | null;
  /** Columns and fields, such as `answers.signer.name`. */
  places: string[];
  excerpt: string;
}

interface Row {
  id: string;
  texts: Record<string, unknown>;
  caseId: string | null;
  reference: string | null;
  publicId: string | null;
}

type MeantRow = Pick<Row, 'id' | 'caseId' | 'publicId'> & { kind: WrittenIn };

const isDecision = (kind: WrittenIn) => kind === 'decision' || kind === 'signatory_step';

/**
 * Finds and erases every mention of a person, in all cases, entries and notes.
 */
@Injectable()
export class MentionsService {
  async find(manager: EntityManager, traces: Traces): Promise<Mention[]> {
    const all: Mention[] = [];
    for (const kind of writtenIn) {
      for (const row of await this.candidates(manager, kind, traces)) {
        const found = textsIn(row.texts).filter(({ text }) => namesPerson(text, traces));
        if (found.length === 0) continue;
        const { id, caseId, reference, publicId } = row;
        all.push({
          kind,
          id,
          caseId,
          reference,
          publicId,
          places: found.map(({ place }) => place),
          excerpt: found[0]!.text.slice(0, 200),
        });
      }
    }
    return all;
  }

  /**
   * @param isMeant selects the rows to erase from; by default all that name the person.
   * @returns how many rows named the person.
   */
  async erase(
    manager: EntityManager,
    traces: Traces,
    isMeant: (row: MeantRow) => boolean = () => true,
  ): Promise<number> {
    let erased = 0;
    for (const kind of writtenIn) {
      for (const row of await this.candidates(manager, kind, traces)) {
        if (isMeant({ kind, ...row }) && (await this.clean(manager, kind, row, traces)))
          erased += 1;
      }
    }
    await this.forgetUndo(manager, traces);
    // Public data may have changed, so caches have to drop it.
    if (erased > 0) await bumpRegisterVersion(manager, 'takes away');
    return erased;
  }

  /** Undo records and waiting proposals would restore the person's data. */
  private async forgetUndo(manager: EntityManager, traces: Traces): Promise<void> {
    const values: string[] = [];
    const conditions = roughly('before::text', traces, (value) => `$${values.push(value)}`);
    if (conditions.length === 0) return;
    await manager.query(
      `DELETE FROM undo
        WHERE id IN (SELECT undo_id FROM undo_step WHERE ${conditions.join(' OR ')})`,
      values,
    );
    const asked: string[] = [];
    const named = roughly('wanted::text', traces, (value) => `$${asked.push(value)}`);
    await manager.query(
      `DELETE FROM proposal WHERE state = 'open' AND (${named.join(' OR ')})`,
      asked,
    );
  }

  /** Candidate rows: the database matches loosely, and `namesPerson` then matches exactly. */
  private candidates(manager: EntityManager, kind: WrittenIn, traces: Traces): Promise<Row[]> {
    const { columns, about, key = 'id' } = tableOf(kind);
    const values: string[] = [];
    const conditions = columns.flatMap((column) =>
      roughly(`t.${column}::text`, traces, (value) => `$${values.push(value)}`),
    );
    if (conditions.length === 0) return Promise.resolve([]);
    const submission = about && 'submission' in about ? `s.id = t.${about.submission}` : 'false';
    const signatory =
      about && 'signatory' in about
        ? `g.id = t.${about.signatory}`
        : 'g.endorsement_id = coalesce(s.parent_id, s.id)';
    const texts = columns.map((column) => `'${column}', t.${column}`).join(', ');
    return manager.query<Row[]>(
      `SELECT t.${key}::text AS id, jsonb_build_object(${texts}) AS texts,
              coalesce(s.id, g.endorsement_id) AS "caseId",
              coalesce(s.reference, e.reference) AS reference, g.public_id AS "publicId"
       FROM ${kind} t LEFT JOIN submission s ON ${submission} LEFT JOIN signatory g ON ${signatory}
         LEFT JOIN submission e ON e.id = g.endorsement_id
       WHERE ${conditions.join(' OR ')} ORDER BY 1`,
      values,
    );
  }

  private async clean(
    manager: EntityManager,
    kind: WrittenIn,
    { id, texts }: Row,
    traces: Traces,
  ): Promise<boolean> {
    const cleaned = withoutPerson(texts, traces);
    const changed = Object.keys(texts).filter(
      (column) => JSON.stringify(cleaned[column]) !== JSON.stringify(texts[column]),
    );
    if (changed.length === 0) return false;
    const { unique } = tableOf(kind);
    if (unique && changed.includes(unique))
      cleaned[unique] = await notTaken(manager, kind, unique, String(cleaned[unique]));
    const change = Object.fromEntries(changed.map((column) => [column, cleaned[column]]));
    if (kind === 'certificate_foot') await forgetSigner(manager);
    else if (isDecision(kind)) await rewriteRow(manager, kind, id, change);
    else
      await manager.query(
        `UPDATE ${kind} t SET ${changed.map((column) => `${column} = n.${column}`).join(', ')}
         FROM jsonb_populate_record(NULL::${kind}, $2::jsonb) n
           WHERE t.${tableOf(kind).key ?? 'id'}::text = $1`,
        [id, JSON.stringify(change)],
      );
    // A browser window that still contains the name must not save it again.
    if (kind === 'staff_draft') await manager.query('DELETE FROM staff_draft WHERE id = $1', [id]);
    return true;
  }
}

/** The text, with a number appended if another row already has it. */
async function notTaken(
  manager: EntityManager,
  kind: WrittenIn,
  column: string,
  text: string,
): Promise<string> {
  const taken = await manager.query<{ text: string }[]>(
    `SELECT lower(${column}) AS text FROM ${kind} WHERE starts_with(lower(${column}), lower($1))`,
    [text],
  );
  const all = new Set(taken.map((row) => row.text));
  let free = text;
  for (let number = 2; all.has(free.toLowerCase()); number += 1) free = `${text} ${number}`;
  return free;
}

/** SQL conditions that match every row that could name the person. */
function roughly(
  text: string,
  { names, email, phones }: Traces,
  value: (given: string) => string,
): string[] {
  const longest = names.flatMap((name) => roughPiece(name) ?? []);
  const digits = phones.map(subscriberDigits).filter(({ length }) => length > 0);
  return [
    ...longest.map((part) => `strpos(${roughText(text)}, ${value(part)}) > 0`),
    ...(email === null ? [] : [`strpos(lower(${text}), ${value(email)}) > 0`]),
    ...digits.map(
      (number) => `strpos(regexp_replace(${text}, '[^0-9]', '', 'g'), ${value(number)}) > 0`,
    ),
  ];
}

/** Every text in a row, with its place. */
function textsIn(value: unknown, place = ''): { place: string; text: string }[] {
  if (typeof value === 'string') return [{ place, text: value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) =>
    textsIn(one, place ? `${place}.${key}` : key),
  );
}

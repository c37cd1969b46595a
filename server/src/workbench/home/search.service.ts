import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { limits } from '../../platform/config/limits.js';
import { fold, searchText, searchWords } from '../../platform/text/text.js';
import { Conditions } from '../queue/queue-conditions.js';
import { QueueQuery } from '../queue/queue.dto.js';
import { SearchTexts } from '../queue/search-texts.service.js';
import { filterSql } from '../register-editing/signatories-query.js';
import type { FoundDto, FoundGroupDto, FoundKind, SearchDto } from './search.dto.js';

interface PersonRow extends FoundDto {
  contact: string | null;
  signer: string | null;
  email: string | null;
}

const nothing = 'NULL::text';
const shown = limits.foundOfEach;

/**
 * One search over everything that a colleague may open: each kind by its own index, and only the
 * first results of each.
 */
@Injectable()
export class StaffSearch {
  constructor(
    private readonly database: DataSource,
    private readonly searchTexts: SearchTexts,
  ) {}

  async find(q: string, staff: Staff): Promise<SearchDto> {
    const words = searchWords(q);
    if (words.length === 0) return { groups: [] };
    const { manager } = this.database;
    const decides = staff.roles.some((role) => role === 'reviewer' || role === 'publisher');
    if (decides) await this.searchTexts.complete(manager);
    const groups = await Promise.all([
      ...(decides
        ? [
            group('cases', cases(manager, q)),
            group('signatories', signatories(manager, q)),
            group('people', people(manager, words)),
            group('notes', notes(manager, q)),
          ]
        : []),
      ...(staff.roles.includes('administrator')
        ? [group('colleagues', colleagues(manager, q))]
        : []),
    ]);
    return { groups: groups.filter(({ items }) => items.length > 0) };
  }
}

async function group(kind: FoundKind, found: Promise<FoundDto[]>): Promise<FoundGroupDto> {
  const items = await found;
  return { kind, items: items.slice(0, shown), more: items.length > shown };
}

/** As the queue finds them, in every stage. */
function cases(manager: EntityManager, q: string): Promise<FoundDto[]> {
  const now = new Date();
  const query = Object.assign(new QueueQuery(), { q, show: undefined });
  const { sql, values } = new Conditions(query, '', { due: now, overdue: now });
  return manager.query<FoundDto[]>(
    `SELECT s.id, coalesce(s.authority_name, s.reference) AS name, s.reference AS about,
      ${nothing} AS excerpt, s.state AS what
     FROM submission s WHERE ${sql} ORDER BY s.waiting_since DESC, s.id LIMIT ${shown + 1}`,
    values,
  );
}

/** As the register finds them, in every state. */
function signatories(manager: EntityManager, q: string): Promise<FoundDto[]> {
  const { where, values } = filterSql({ q });
  return manager.query<FoundDto[]>(
    `SELECT s.id, a.name_official AS name, a.name_en AS about, ${nothing} AS excerpt,
      s.state AS what
     FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE ${where}
       ORDER BY s.changed_at DESC, s.id LIMIT ${shown + 1}`,
    values,
  );
}

/** Contacts and signers by name or address, each with their case. */
async function people(manager: EntityManager, words: string[]): Promise<FoundDto[]> {
  const rows = await manager.query<PersonRow[]>(
    `SELECT s.id, s.answers->'contact'->>'name' AS contact,
      s.answers->'signer'->>'name' AS signer, s.contact_email AS email,
       coalesce(s.authority_name, s.reference) || ' (' || s.reference || ')' AS about
     FROM submission s WHERE s.waiting_since IS NOT NULL
       AND ${words.map((_, at) => `s.people_text LIKE $${at + 1}`).join(' AND ')}
     ORDER BY s.waiting_since DESC, s.id LIMIT ${shown + 1}`,
    words.map((word) => `% ${word}%`),
  );
  return rows.flatMap(({ id, about, contact, signer, email }) => {
    const isMeant = (...of: (string | null)[]) => {
      const text = searchText(of.filter((one) => one !== null));
      return words.every((word) => text.includes(` ${word}`));
    };
    const one = { id, about, excerpt: null };
    return [
      ...(isMeant(contact, email) ? [{ ...one, name: contact ?? email!, what: 'contact' }] : []),
      ...(isMeant(signer) ? [{ ...one, name: signer!, what: 'signer' }] : []),
    ];
  });
}

/** Posted notes that contain each word as typed; drafts are private. */
async function notes(manager: EntityManager, q: string): Promise<FoundDto[]> {
  const typed = q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const rows = await manager.query<(FoundDto & { text: string })[]>(
    `SELECT s.id, coalesce(s.authority_name, s.reference) AS name, c.name AS about, n.text,
      ${nothing} AS what
     FROM case_note n JOIN submission s ON s.id = n.submission_id JOIN staff c ON c.id = n.staff_id
     WHERE n.posted_at IS NOT NULL AND s.waiting_since IS NOT NULL
       AND ${typed.map((_, at) => `lower(n.text) LIKE $${at + 1}`).join(' AND ')}
     ORDER BY n.posted_at DESC, n.id LIMIT ${shown + 1}`,
    typed.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
  );
  return rows.map(({ text, ...row }) => ({ ...row, excerpt: excerptOf(text, typed[0]!) }));
}

async function colleagues(manager: EntityManager, q: string): Promise<FoundDto[]> {
  const rows = await manager.query<(FoundDto & { email: string })[]>(
    `SELECT id, name, email, email AS about, ${nothing} AS excerpt, ${nothing} AS what FROM staff
      ORDER BY name COLLATE "und-x-icu", id`,
  );
  const words = fold(q).split(' ');
  return rows
    .filter(({ name, email }) =>
      words.every((word) => searchText([name, email]).includes(` ${word}`)),
    )
    .map(({ email: _, ...row }) => row)
    .slice(0, shown + 1);
}

/** An excerpt around the first match. */
function excerptOf(text: string, word: string): string {
  const around = 60;
  const at = Math.max(0, text.toLowerCase().indexOf(word));
  const [from, to] = [Math.max(0, at - around), at + word.length + around];
  const cut = text.slice(from, to).replace(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${cut}${to < text.length ? '…' : ''}`;
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { startOfDay } from '../../platform/http/strasbourg-sql.js';
import type { Cell, TableColumn } from '../../platform/spreadsheets/cell.js';
import {
  tableFile,
  type TableFile,
  type TableFormat,
} from '../../platform/spreadsheets/table-file.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type {
  TrailDto,
  TrailEventDto,
  TrailFilter,
  TrailQuery,
  TrailWordsDto,
} from './trail.dto.js';

const columns: (TableColumn & { cell(event: TrailEventDto): Cell })[] = [
  { name: 'seq', kind: 'number', cell: ({ seq }) => Number(seq) },
  { name: 'at', kind: 'moment', cell: ({ at }) => at },
  { name: 'actor_kind', kind: 'text', cell: ({ actorKind }) => actorKind },
  { name: 'actor_id', kind: 'text', cell: ({ actorId }) => actorId },
  { name: 'actor', kind: 'text', cell: ({ actorName }) => actorName },
  { name: 'action', kind: 'text', cell: ({ action }) => action },
  { name: 'subject_kind', kind: 'text', cell: ({ subjectKind }) => subjectKind },
  { name: 'subject_id', kind: 'text', cell: ({ subjectId }) => subjectId },
  { name: 'subject', kind: 'text', cell: ({ subjectName }) => subjectName },
  { name: 'details', kind: 'text', cell: ({ details }) => JSON.stringify(details) },
  { name: 'hash', kind: 'text', cell: ({ hash }) => hash },
];

/** Searches and exports the audit trail for administrators. */
@Injectable()
export class TrailService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /** Newest first. The page's events are found by index; names are looked up only for these. */
  async search({ before, ...filter }: TrailQuery): Promise<TrailDto> {
    const items = await this.find(filter, before ?? null, limits.staffPageSize + 1);
    const page = items.slice(0, limits.staffPageSize);
    return { items: page, next: items.length > limits.staffPageSize ? page.at(-1)!.seq : null };
  }

  /**
   * Lists the distinct actions by skipping through their index: there are a few dozen among
   * millions of events.
   */
  async words(): Promise<TrailWordsDto> {
    const actions = await this.database.query<{ action: string }[]>(
      `WITH RECURSIVE known AS (
         (SELECT action FROM event ORDER BY action LIMIT 1)
         UNION ALL SELECT (SELECT e.action FROM event e WHERE e.action > known.action
           ORDER BY e.action LIMIT 1) FROM known WHERE known.action IS NOT NULL)
       SELECT action FROM known WHERE action IS NOT NULL`,
    );
    const colleagues = await this.database.query<{ id: string; name: string }[]>(
      'SELECT id, name FROM staff ORDER BY name COLLATE "und-x-icu", id',
    );
    return { actions: actions.map(({ action }) => action), colleagues };
  }

  /**
   * All events that match the filter, newest first, as a file. The export is an event itself,
   * recorded before the first line is sent.
   */
  async export(filter: TrailFilter, format: TableFormat, staff: Staff): Promise<TableFile> {
    await this.database.transaction((manager) =>
      this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'trail.export',
        subject: { kind: 'trail', id: null },
        // Records which conditions were used and not their values, because a value may be a
        // person's reference.
        details: {
          format,
          filter: Object.keys(filter).filter(
            (name) => filter[name as keyof TrailFilter] !== undefined,
          ),
        },
      }),
    );
    return tableFile({ name: 'Audit trail', columns, rows: this.lines(filter) }, 'audit-trail', {
      format,
      mark: true,
    });
  }

  private async *lines(filter: TrailFilter): AsyncGenerator<Cell[]> {
    for (let before: string | null = null; ;) {
      const events: TrailEventDto[] = await this.find(filter, before, limits.eventsPerPiece);
      for (const event of events) yield columns.map(({ cell }) => cell(event));
      if (events.length < limits.eventsPerPiece) return;
      before = events.at(-1)!.seq;
    }
  }

  private async find(
    filter: TrailFilter,
    before: string | null,
    count: number,
  ): Promise<TrailEventDto[]> {
    const { where, values } = conditions(filter);
    const rows = await this.database.query<(Omit<TrailEventDto, 'at'> & { at: Date })[]>(
      `SELECT e.seq, e.at, e.actor_kind AS "actorKind", e.actor_id AS "actorId",
        staff.name AS "actorName", e.action, e.subject_kind AS "subjectKind",
              e.subject_id AS "subjectId",
              coalesce(s.reference, g.public_id, a.title_en, d.subject_en, c.name) AS "subjectName",
              CASE WHEN s.confirmed_at IS NOT NULL THEN s.id ELSE g.endorsement_id END AS "caseId",
              e.details, encode(e.hash, 'hex') AS hash
       FROM (SELECT * FROM event e WHERE ($1::bigint IS NULL OR e.seq < $1) ${where}
         ORDER BY e.seq DESC LIMIT $2) e
       LEFT JOIN staff ON staff.id = e.actor_id
       LEFT JOIN submission s ON e.subject_kind = 'submission' AND s.id = e.subject_id
       LEFT JOIN signatory g ON e.subject_kind = 'signatory' AND g.id = e.subject_id
       LEFT JOIN article a ON e.subject_kind = 'article' AND a.id = e.subject_id
       LEFT JOIN digest d ON e.subject_kind = 'digest' AND d.id = e.subject_id
       LEFT JOIN staff c ON e.subject_kind = 'staff' AND c.id = e.subject_id
       ORDER BY e.seq DESC`,
      [before, count, ...values],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}

/** A filter as conditions on `event e`. The first two parameters are already used. */
function conditions({ actorKind, actor, action, subject, from, to }: TrailFilter): {
  where: string;
  values: unknown[];
} {
  const values: unknown[] = [];
  const parts: string[] = [];
  const add = (value: unknown, condition: (parameter: string) => string) =>
    parts.push(condition(`$${values.push(value) + 2}`));
  if (actorKind) add(actorKind, (p) => `e.actor_kind = ${p}`);
  if (actor) add(actor, (p) => `e.actor_id = ${p}::uuid`);
  if (action)
    add(action, (p) =>
      action.includes('.')
        ? `e.action = ${p}`
        : `e.action >= ${p} || '.' AND e.action < ${p} || '/'`,
    );
  if (subject) {
    add(subject, (p) =>
      isUuid(subject)
        ? `e.subject_id = ${p}::uuid`
        : `e.subject_id IN (SELECT id FROM submission WHERE reference = upper(${p}) UNION ALL
          SELECT id FROM signatory WHERE public_id = lower(${p})
             UNION ALL SELECT g.id FROM signatory g JOIN submission s ON s.id = g.endorsement_id
               WHERE s.reference = upper(${p}))`,
    );
  }
  if (from) add(from, (p) => `e.at >= ${startOfDay(p)}`);
  if (to) add(to, (p) => `e.at < ${startOfDay(`${p}::date + 1`)}`);
  return { where: parts.map((part) => `AND ${part}`).join(' '), values };
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

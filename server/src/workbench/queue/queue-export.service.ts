import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Cell, TableColumn } from '../../platform/spreadsheets/cell.js';
import { tableFile, type TableFile } from '../../platform/spreadsheets/table-file.js';
import { rowsOfCursor } from '../../platform/database/rows-of-cursor.js';
import { EventsService } from '../../platform/events/events.service.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { ageOf, bandEdges, type BandLimits } from './bands.js';
import { Conditions } from './queue-conditions.js';
import type { QueueExportQuery } from './queue.dto.js';
import { SearchTexts } from './search-texts.service.js';

interface Row {
  reference: string;
  subject: string;
  state: string;
  signatoryState: string | null;
  name: string;
  kind: string;
  countryCode: string;
  language: string;
  waitingSince: Date;
  decidedAt: Date | null;
  assignee: string | null;
  demo: boolean;
}

/** The columns of an export of cases: no personal names and no addresses. */
const columns: (TableColumn & { cell(row: Row, limits: BandLimits, now: Date): Cell })[] = [
  { name: 'reference', kind: 'text', cell: (row) => row.reference },
  { name: 'subject', kind: 'text', cell: (row) => row.subject },
  { name: 'state', kind: 'text', cell: (row) => row.state },
  { name: 'signatory_state', kind: 'text', cell: (row) => row.signatoryState },
  { name: 'authority', kind: 'text', cell: (row) => row.name },
  { name: 'kind', kind: 'text', cell: (row) => row.kind },
  { name: 'country_iso2', kind: 'text', cell: (row) => row.countryCode },
  { name: 'language', kind: 'text', cell: (row) => row.language },
  { name: 'with_us_since', kind: 'moment', cell: (row) => row.waitingSince },
  {
    name: 'working_days',
    kind: 'number',
    cell: (row, limits, now) => waiting(row, ageOf(limits, row.waitingSince, now).workingDays),
  },
  {
    name: 'band',
    kind: 'text',
    cell: (row, limits, now) => waiting(row, ageOf(limits, row.waitingSince, now).band),
  },
  { name: 'decided_at', kind: 'moment', cell: (row) => row.decidedAt },
  { name: 'assignee', kind: 'text', cell: (row) => row.assignee },
  { name: 'demo', kind: 'boolean', cell: (row) => row.demo },
];

/** Only a case that awaits staff has an age. */
const waiting = <Value>({ state }: Row, value: Value) => (state === 'waiting' ? value : null);

/** Exports the cases of a filter as a file in queue order, streamed as they are read. */
@Injectable()
export class QueueExport {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
    private readonly settings: SettingsService,
    private readonly searchTexts: SearchTexts,
  ) {}

  /** The export is in the trail before its first byte leaves. */
  async open({ format, bom, ...filter }: QueueExportQuery, staff: Staff): Promise<TableFile> {
    if (filter.q) await this.searchTexts.complete(this.database.manager);
    const { dueWorkingDays: due, overdueWorkingDays: overdue } = await this.settings.current();
    const now = new Date();
    const conditions = new Conditions(filter, staff.id, bandEdges({ due, overdue }, now));
    const [counted] = await this.database.query<{ rows: number }[]>(
      `SELECT count(*)::int AS rows FROM submission s WHERE ${conditions.sql}`,
      conditions.values,
    );
    const { q, ...told } = filter;
    await this.database.transaction((manager) =>
      this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'case.export',
        subject: { kind: 'queue', id: null },
        details: { format, rows: counted!.rows, filter: told, searched: q !== undefined },
      }),
    );
    const rows = this.cells(conditions, { due, overdue }, now);
    return tableFile({ name: 'Cases', columns, rows: rows }, 'cases', {
      format,
      mark: bom === 'yes',
    });
  }

  private async *cells(
    { sql, values }: Conditions,
    limits: BandLimits,
    now: Date,
  ): AsyncGenerator<Cell[]> {
    const query = `
      SELECT s.reference, s.kind AS subject, s.state, g.state AS "signatoryState",
        coalesce(s.authority_name, s.reference) AS name,
             coalesce(s.authority_kind, 'other') AS kind,
             coalesce(s.country_code, '') AS "countryCode", s.language,
             s.waiting_since AS "waitingSince",
             s.decided_at AS "decidedAt", mine.name AS assignee, s.demo
      FROM submission s LEFT JOIN signatory g ON g.endorsement_id = s.id
        LEFT JOIN staff mine ON mine.id = s.assignee_id
      WHERE ${sql} ORDER BY s.waiting_since, s.id`;
    for await (const row of rowsOfCursor<Row>(this.database, query, values))
      yield columns.map(({ cell }) => cell(row, limits, now));
  }
}

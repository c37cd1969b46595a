import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Cell } from '../../platform/spreadsheets/cell.js';
import { exportFile, type TableFile } from '../../platform/spreadsheets/table-file.js';
import { rowsOfCursor } from '../../platform/database/rows-of-cursor.js';
import { staffWordsIn } from '../../platform/text/staff-words.js';
import { EventsService } from '../../platform/events/events.service.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { bandEdges, bandLimitsOf } from './bands.js';
import {
  caseColumns,
  caseWords,
  type CaseColumn,
  type CaseRow,
  type Clock,
} from './case-columns.js';
import { Conditions } from './queue-conditions.js';
import type { QueueExportQuery } from './queue.dto.js';
import { SearchTexts } from './search-texts.service.js';

/** Exports the cases of a filter as a file in queue order, streamed as they are read. */
@Injectable()
export class QueueExport {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
    private readonly settings: SettingsService,
    private readonly searchTexts: SearchTexts,
  ) {}

  /** Records the export in the audit trail before the first byte is sent. */
  async open({ format, bom, ...filter }: QueueExportQuery, staff: Staff): Promise<TableFile> {
    if (filter.q) await this.searchTexts.complete(this.database.manager);
    const bandLimits = bandLimitsOf(await this.settings.current());
    const now = new Date();
    const conditions = new Conditions(filter, staff.id, bandEdges(bandLimits, now));
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
    // Each sheet reads its own rows, and only when its turn comes.
    const table = (columns: CaseColumn[]) => ({
      columns,
      rows: this.cells(columns, conditions, { limits: bandLimits, now }),
    });
    const heading = staffWordsIn(staff.language)('queue.title');
    const words = { name: heading, printed: heading, ...table(caseWords(staff.language)) };
    return exportFile(table(caseColumns), words, 'cases', { format, mark: bom === 'yes' });
  }

  private async *cells(
    columns: CaseColumn[],
    { sql, values }: Conditions,
    clock: Clock,
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
    for await (const row of rowsOfCursor<CaseRow>(this.database, query, values))
      yield columns.map(({ cell }) => cell(row, clock));
  }
}

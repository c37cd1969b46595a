import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Cell } from '../../platform/spreadsheets/cell.js';
import { exportFile, type TableFile } from '../../platform/spreadsheets/table-file.js';
import { rowsOfCursor } from '../../platform/database/rows-of-cursor.js';
import { staffWordsIn } from '../../platform/text/staff-words.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { exportColumns, exportSql, type ExportColumn, type ExportRow } from './export-columns.js';
import { exportWords } from './export-words.js';
import { filterSql } from './signatories-query.js';
import type { ExportQuery } from './signatories.dto.js';
import { SignatoriesService } from './signatories.service.js';

/**
 * Exports the rows of a filter as a file, streamed as they are read, so that 200,000 rows need no
 * more memory than 200.
 */
@Injectable()
export class ExportsService {
  constructor(
    private readonly database: DataSource,
    private readonly signatories: SignatoriesService,
    private readonly events: EventsService,
  ) {}

  /** Records the export in the audit trail before the first byte is sent. */
  async open({ format, bom, ...filter }: ExportQuery, staff: Staff): Promise<TableFile> {
    const asked = filterSql(filter);
    const rows = await this.signatories.count(asked);
    const { q, ...told } = filter;
    await this.database.transaction((manager) =>
      this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'register.export',
        subject: { kind: 'register', id: null },
        details: { format, rows, filter: told, searched: q !== undefined },
      }),
    );
    // Each sheet reads its own rows, and only when its turn comes.
    const table = <Column extends ExportColumn>(columns: Column[]) => ({
      columns,
      rows: this.cells(columns, exportSql(asked.where), asked.values),
    });
    const heading = staffWordsIn(staff.language)('register.title');
    const words = { name: heading, printed: heading, ...table(exportWords(staff.language)) };
    return exportFile(table(exportColumns), words, 'signatories', { format, mark: bom === 'yes' });
  }

  private async *cells(
    columns: ExportColumn[],
    sql: string,
    values: unknown[],
  ): AsyncGenerator<Cell[]> {
    for await (const row of rowsOfCursor<ExportRow>(this.database, sql, values))
      yield columns.map(({ cell }) => cell(row));
  }
}

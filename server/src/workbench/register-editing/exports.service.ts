import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Cell } from '../../platform/spreadsheets/cell.js';
import { tableFile, type TableFile } from '../../platform/spreadsheets/table-file.js';
import { rowsOfCursor } from '../../platform/database/rows-of-cursor.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { exportColumns, exportSql, type ExportRow } from './export-columns.js';
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

  /** The export is in the trail before its first byte leaves. */
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
    const cells = this.cells(exportSql(asked.where), asked.values);
    const table = { name: 'Signatories', columns: exportColumns, rows: cells };
    return tableFile(table, 'signatories', { format, mark: bom === 'yes' });
  }

  private async *cells(sql: string, values: unknown[]): AsyncGenerator<Cell[]> {
    for await (const row of rowsOfCursor<ExportRow>(this.database, sql, values))
      yield exportColumns.map(({ cell }) => cell(row));
  }
}

import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../common/problem.js';
import { limits } from '../config/limits.js';
import { EventsService } from '../events/events.service.js';
import { csv } from '../sheets/csv-writer.js';
import { xlsx, type Cell } from '../sheets/xlsx-writer.js';
import type { Staff } from '../staff/staff.entity.js';
import { rowsOfCursor } from './cursor.js';
import { exportColumns, exportSql, type ExportRow } from './export-columns.js';
import { filterSql } from './signatories-query.js';
import type { ExportFormat, ExportQuery } from './signatories.dto.js';
import { SignatoriesService } from './signatories.service.js';

const mediaTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export interface ExportFile {
  content: Readable;
  mediaType: string;
  fileName: string;
}

/** The rows of a filter as a file, sent while they are read: 200,000 take no more memory than two hundred. */
@Injectable()
export class ExportsService {
  private running = 0;

  constructor(
    private readonly database: DataSource,
    private readonly signatories: SignatoriesService,
    private readonly events: EventsService,
  ) {}

  /** The export is in the trail before its first byte leaves. @throws Problem 503 while as many are under way as there may be. */
  async open({ format, bom, ...filter }: ExportQuery, staff: Staff): Promise<ExportFile> {
    if (this.running >= limits.exportsAtOnce) throw new Problem(503, 'exports-busy', 'Other exports are under way. Please try again in a minute.');
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
    const head = exportColumns.map(({ head }) => head);
    const content = format === 'csv' ? csv(head, cells, bom === 'yes') : xlsx('Signatories', head, cells);
    const day = new Date().toISOString().slice(0, 10);
    return { content: Readable.from(content), mediaType: mediaTypes[format], fileName: `signatories-${day}.${format}` };
  }

  private async *cells(sql: string, values: unknown[]): AsyncGenerator<Cell[]> {
    this.running += 1;
    try {
      for await (const row of rowsOfCursor<ExportRow>(this.database, sql, values)) yield exportColumns.map(({ cell }) => cell(row));
    } finally {
      this.running -= 1;
    }
  }
}

import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import type { Table } from './cell.js';
import { csv } from './csv.js';
import { xlsx } from './xlsx.js';

export const tableFormats = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof tableFormats)[number];

const mediaTypes: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export interface TableFile {
  content: Readable;
  mediaType: string;
  fileName: string;
}

/**
 * The name, in every language, of a sheet that holds the rows of the first one as codes. Imports
 * read this sheet, so that an exported workbook can be imported again.
 */
export const codesSheet = 'Codes';

/** Tables for people, on separate sheets. */
export function workbook(tables: Table[], name: string): TableFile {
  return {
    content: Readable.from(xlsx(tables)),
    mediaType: mediaTypes.xlsx,
    fileName: `${name}.xlsx`,
  };
}

/**
 * The same rows for people and for programs: a workbook has words on its first sheet and codes on
 * its second; a CSV, which has one sheet, has the codes.
 */
export function exportFile(
  codes: Omit<Table, 'name'>,
  words: Table,
  name: string,
  { format, mark = false }: { format: TableFormat; mark?: boolean },
): TableFile {
  const dated = `${name}-${dayInStrasbourg()}`;
  if (format === 'csv') return tableFile({ ...codes, name }, name, { format, mark });
  return workbook([words, { ...codes, name: codesSheet }], dated);
}

/**
 * A table as a file that is generated while it is sent; if the reader stops, so does the
 * generation.
 */
export function tableFile(
  table: Table,
  name: string,
  { format, mark = false }: { format: TableFormat; mark?: boolean },
): TableFile {
  return {
    content: Readable.from(format === 'csv' ? csv(table, mark) : xlsx([table])),
    mediaType: mediaTypes[format],
    fileName: `${name}-${dayInStrasbourg()}.${format}`,
  };
}

/** Sends the file to a staff member, with caching disabled. */
export async function sendTableFile(
  reply: FastifyReply,
  { content, mediaType, fileName }: TableFile,
): Promise<void> {
  await reply
    .header('content-type', mediaType)
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'no-store')
    .send(content);
}

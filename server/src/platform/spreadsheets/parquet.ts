import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { Cell, TableColumn } from './cell.js';

/** A column with the properties that Parquet needs beyond its kind. */
export interface ParquetColumn extends TableColumn {
  /** Whole numbers and full dates have their own types. */
  datatype?: string;
  required?: boolean;
}

/** Rows held in memory at once: a group of rows is written column by column. */
const rowsInGroup = 5_000;

/**
 * Writes a table as Apache Parquet, group by group, so memory stays flat at any length. Texts are
 * not escaped, because no program that opens such a file runs formulas.
 */
export async function* parquet(
  columns: readonly ParquetColumn[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<Buffer> {
  const bytes = new ByteWriter();
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)];
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'pact-register' });
  let group: (readonly Cell[])[] = [];
  for await (const row of rows) {
    group.push(row);
    if (group.length < rowsInGroup) continue;
    await writeGroup(writer, columns, group);
    group = [];
    yield taken(bytes);
  }
  if (group.length > 0) await writeGroup(writer, columns, group);
  await writer.finish();
  yield taken(bytes);
}

/** Takes the bytes written so far. The writer restarts with an empty buffer and keeps counting. */
function taken(bytes: ByteWriter): Buffer {
  const copy = Buffer.from(bytes.getBytes().slice());
  bytes.index = 0;
  return copy;
}

async function writeGroup(
  writer: ParquetWriter,
  columns: readonly ParquetColumn[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const columnData = columns.map((column, at) => ({
    name: column.name,
    data: rows.map((row) => valueOf(column, row[at] ?? null)),
  }));
  await writer.write({ columnData, rowGroupSize: rows.length });
}

function elementOf({ name, kind, datatype, required }: ParquetColumn): SchemaElement {
  const repetition_type = required ? 'REQUIRED' : 'OPTIONAL';
  if (kind === 'boolean') return { name, repetition_type, type: 'BOOLEAN' };
  if (kind === 'number')
    return { name, repetition_type, type: datatype === 'integer' ? 'INT32' : 'DOUBLE' };
  if (kind === 'moment')
    return { name, repetition_type, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' };
  if (datatype === 'date') return { name, repetition_type, type: 'INT32', converted_type: 'DATE' };
  return { name, repetition_type, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
}

function valueOf({ kind, datatype }: ParquetColumn, cell: Cell): Cell {
  const isTime = kind === 'moment' || datatype === 'date';
  return isTime && typeof cell === 'string' ? new Date(cell) : cell;
}

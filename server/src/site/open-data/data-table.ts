import type { Cell, TableColumn } from '../../platform/spreadsheets/cell.js';

/** A column of a table of open data, and what it holds of an item. */
export interface DataColumn<Item> extends TableColumn {
  title: { en: string; fr: string };
  /** The XML Schema type as CSVW names it; text if omitted. */
  datatype?: 'integer' | 'number' | 'boolean' | 'date' | 'dateTime' | 'anyURI';
  required?: boolean;
  /** Set for a column with several values: the separator between them. */
  separator?: string;
  value(item: Item, baseUrl: string): Cell;
}

/** The name and description of a table. Its file names begin with its name. */
export interface TableTexts {
  name: string;
  title: { en: string; fr: string };
  description: { en: string; fr: string };
  columns: readonly DataColumn<never>[];
  /** The subject of a line, as a URI template over its columns. */
  about?: string;
}

/** Items as rows of a table. */
export async function* rowsOf<Item>(
  columns: readonly DataColumn<Item>[],
  items: AsyncIterable<Item>,
  baseUrl: string,
): AsyncGenerator<Cell[]> {
  for await (const item of items) yield columns.map(({ value }) => value(item, baseUrl));
}

import { common, schemaNotes } from '../platform/database/schema-notes/index.js';

/** A column of a table or view, as read from the database. */
export interface Column {
  relation: string;
  view: boolean;
  name: string;
  type: string;
  optional: boolean;
}

/** Every column of the schema, in the order of the tables' definitions. */
export const columnsSql = `
  SELECT c.relname AS relation, c.relkind = 'v' AS view, a.attname AS name,
    format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AND c.relkind <> 'v' AS optional
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') AND a.attnum > 0
    AND NOT a.attisdropped
  ORDER BY c.relname, a.attnum`;

/** The meaning of a column; undefined if not documented. */
function meaning(relation: string, column: string): string | undefined {
  const note = schemaNotes[relation];
  const inherited = (note?.from ?? []).map((table) => schemaNotes[table]?.columns?.[column]);
  return note?.columns?.[column] ?? inherited.find(Boolean) ?? common[column];
}

/** Tables and columns without a note, and notes without a table or column. */
export function undocumented(columns: Column[]): string[] {
  const names = new Set(columns.map(({ relation, name }) => `${relation}.${name}`));
  const relations = new Set(columns.map(({ relation }) => relation));
  const unknown = Object.entries(schemaNotes).flatMap(([relation, { columns: described = {} }]) =>
    relations.has(relation)
      ? Object.keys(described)
          .filter((name) => !names.has(`${relation}.${name}`))
          .map((name) => `${relation}.${name} is not in the database`)
      : [`${relation} is not in the database`],
  );
  const missing = columns.filter(({ relation, name }) => !meaning(relation, name));
  return [...unknown, ...missing.map(({ relation, name }) => `${relation}.${name} has no note`)];
}

/** docs/schema.md: the views that the public may read first, then the tables. */
export function schemaDocument(columns: Column[]): string {
  const relations = [...new Set(columns.map(({ relation }) => relation))];
  const section = (relation: string) => [
    `### ${relation}`,
    '',
    schemaNotes[relation]?.about ?? '',
    '',
    '| column | type | meaning |',
    '| --- | --- | --- |',
    ...columns
      .filter((column) => column.relation === relation)
      .map(({ name, type, optional }) => {
        const kind = optional ? `${type}, optional` : type;
        return `| \`${name}\` | ${kind} | ${meaning(relation, name) ?? ''} |`;
      }),
    '',
  ];
  const isView = (relation: string) => columns.find((column) => column.relation === relation)!.view;
  return [
    '# Schema',
    '',
    'Made from the migrations and `server/src/platform/database/schema-notes/` by `npm run docs`;',
    'a test holds it to both.',
    '',
    '## What the public may see',
    '',
    'The public API, the pages, feeds and files read these views through a database role that may',
    'select them and nothing else. A column that is not here cannot become public.',
    '',
    ...relations.filter(isView).flatMap(section),
    '## Tables',
    '',
    ...relations.filter((relation) => !isView(relation)).flatMap(section),
  ].join('\n');
}

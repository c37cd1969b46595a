import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { architectureDocument } from '../src/commands/architecture-document.js';
import {
  columnsSql,
  schemaDocument,
  undocumented,
  type Column,
} from '../src/commands/schema-document.js';
import { decisionsDocument } from '../src/commands/decisions-document.js';
import { workflowDocument } from '../src/commands/workflow-document.js';
import { createDatabase } from './support/database.js';
import { filesIn, read, root } from './support/repository.js';

const page = (name: string) => read(join(root, 'docs', name));

describe('the output of `npm run docs` matches the code', () => {
  it('docs/workflow.md has the tables of transitions', () => {
    expect(page('workflow.md')).toBe(workflowDocument());
  });

  it('docs/decisions/README.md lists every decision', () => {
    expect(page('decisions/README.md')).toBe(decisionsDocument(join(root, 'docs/decisions')));
  });

  it('docs/architecture.md has the folders in their order', () => {
    expect(page('architecture.md')).toBe(architectureDocument(page('architecture.md')));
  });

  it('docs/schema.md has every table and view with what each column means', async () => {
    const database = await createDatabase();
    const columns = await database.sql<Column>(columnsSql).finally(() => database.drop());
    expect(undocumented(columns)).toEqual([]);
    expect(page('schema.md')).toBe(schemaDocument(columns));
  });
});

describe('files named in the developer pages exist', () => {
  /** Made by a build, by the example of a first change, or served. */
  const made = /^(\/|var\/|DATA_DIR\/|client\/dist\/)|switchboard/;
  /** Pages shorten paths by these. */
  const from = ['', 'server', 'server/src', 'server/test', 'client', 'client/src', 'docs'];
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    ...filesIn('docs').map((file) => relative(root, file)),
  ];

  it.each(pages.filter((file) => file.endsWith('.md')))('files named in %s', (file) => {
    const named = [...read(join(root, file)).matchAll(/`([\w@./-]+\/[\w.-]+\.\w{2,4})`/g)];
    const gone = named
      .map(([, path]) => path!)
      .filter((path) => !made.test(path))
      .filter((path) => !from.some((folder) => existsSync(join(root, folder, path))));
    expect(gone).toEqual([]);
  });
});

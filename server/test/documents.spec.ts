import { join } from 'node:path';
import { architectureDocument } from '../src/commands/architecture-document.js';
import {
  columnsSql,
  schemaDocument,
  undocumented,
  type Column,
} from '../src/commands/schema-document.js';
import { workflowDocument } from '../src/commands/workflow-document.js';
import { createDatabase } from './support/database.js';
import { read, root } from './support/repository.js';

const page = (name: string) => read(join(root, 'docs', name));

describe('what `npm run docs` writes is as the code is', () => {
  it('docs/workflow.md has the tables of transitions', () => {
    expect(page('workflow.md')).toBe(workflowDocument());
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

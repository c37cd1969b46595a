import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { open } from '../operations/startup/bootstrap.js';
import { architectureDocument } from './architecture-document.js';
import { promisesDocument, type Source } from './promises-document.js';
import { decisionsDocument } from './decisions-document.js';
import { columnsSql, schemaDocument, type Column } from './schema-document.js';
import { workflowDocument } from './workflow-document.js';

const read = (path: string) => readFile(path, 'utf8');

/** Every test file, to find the promise ids it names. */
async function specs(): Promise<Source[]> {
  const found: Source[] = [];
  for (const folder of ['contract', 'server/src', 'server/test', 'e2e'])
    for (const file of await readdir(folder, { recursive: true }))
      if (file.endsWith('.spec.ts'))
        found.push({ path: join(folder, file), text: await read(join(folder, file)) });
  return found;
}

/** The columns of a new database, which is created for this and deleted again. */
async function columns(): Promise<Column[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pact-docs-'));
  const opened = await open(() => undefined, { DATA_DIR: folder, NODE_ENV: 'development' });
  const client = new pg.Client({ connectionString: opened.context.database.app });
  try {
    await client.connect();
    return (await client.query<Column>(columnsSql)).rows;
  } finally {
    await client.end();
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Generates the documents derived from the code: `npm run docs`. */
await writeFile('docs/workflow.md', workflowDocument());
await writeFile('docs/architecture.md', architectureDocument(await read('docs/architecture.md')));
await writeFile(
  'docs/promises.md',
  promisesDocument(await read('docs/promises.md'), await specs(), await read('docs/security.md')),
);
await writeFile('docs/decisions/README.md', decisionsDocument('docs/decisions'));
await writeFile('docs/schema.md', schemaDocument(await columns()));

import { join } from 'node:path';
import type * as Documents from '../src/commands/schema-document.js';
import type * as Prepare from '../src/platform/database/prepare.js';
import { createDatabase, type TestDatabase } from './support/database.js';
import { template, testSecret } from './support/database-names.js';
import type * as FactTexts from './support/fact-texts.js';
import { ProgramCopy, stepsOf } from './support/program-copy.js';
import { read, root } from './support/repository.js';

/**
 * Follows docs/first-change.md: takes its steps in a copy of the program, and runs the test that
 * the page ends with, on a database that has the page's migration.
 */
const steps = stepsOf(read(join(root, 'docs/first-change.md')));
const copy = await ProgramCopy.after(steps);
const database = await migrated();
await copy.take({
  path: 'server/test/support/database-names.ts',
  kind: 'diff',
  text: `-export const template = '${template}';\n+export const template = '${database.name}';\n`,
});

afterAll(async () => {
  await copy.remove();
  await database.drop();
});

it('a new field touches at most six files of code, as docs/first-change.md says', () => {
  const code = new Set(steps.map(({ path }) => path).filter((path) => path.endsWith('.ts')));
  expect([...code]).toHaveLength(6);
});

it('the note on its column serves the table and the public view', async () => {
  const { columnsSql, undocumented } = await copy.import<typeof Documents>(
    'server/src/commands/schema-document.ts',
  );
  const columns = await database.sql<Documents.Column>(columnsSql);
  expect(columns.filter(({ name }) => name === 'switchboard')).toHaveLength(2);
  expect(undocumented(columns)).toEqual([]);
});

it('its texts are all that it needs', async () => {
  const { missingFactTexts } = await copy.import<typeof FactTexts>(
    'server/test/support/fact-texts.ts',
  );
  expect(missingFactTexts()).toEqual([]);
});

await copy.import(steps.findLast(({ path }) => path.endsWith('.spec.ts'))!.path);

async function migrated(): Promise<TestDatabase> {
  const made = await createDatabase();
  const { prepareDatabase } = await copy.import<typeof Prepare>(
    'server/src/platform/database/prepare.ts',
  );
  await prepareDatabase({ ownerUrl: made.urls.owner, secret: testSecret, say: () => undefined });
  return made;
}

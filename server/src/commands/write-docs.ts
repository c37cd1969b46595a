import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { architectureDocument } from './architecture-document.js';
import { promisesDocument, type Source } from './promises-document.js';
import { workflowDocument } from './workflow-document.js';

const read = (path: string) => readFile(path, 'utf8');

/** Every test file, for the ids of promises that it carries. */
async function specs(): Promise<Source[]> {
  const found: Source[] = [];
  for (const folder of ['server/src', 'server/test', 'e2e'])
    for (const file of await readdir(folder, { recursive: true }))
      if (file.endsWith('.spec.ts'))
        found.push({ path: file, text: await read(join(folder, file)) });
  return found;
}

/** Writes the documents that are made from the code: `npm run docs`. */
await writeFile('docs/workflow.md', workflowDocument());
await writeFile('docs/architecture.md', architectureDocument(await read('docs/architecture.md')));
await writeFile(
  'docs/promises.md',
  promisesDocument(await read('docs/promises.md'), await specs(), await read('docs/security.md')),
);

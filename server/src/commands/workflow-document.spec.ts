import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowDocument } from './workflow-document.js';

it('docs/workflow.md shows the tables as they are (npm run docs writes it)', () => {
  expect(readFileSync(join(import.meta.dirname, '../../../docs/workflow.md'), 'utf8')).toBe(
    workflowDocument(),
  );
});

import { join } from 'node:path';
import { architectureDocument } from '../src/commands/architecture-document.js';
import { workflowDocument } from '../src/commands/workflow-document.js';
import { read, root } from './support/repository.js';

const page = (name: string) => read(join(root, 'docs', name));

describe('what `npm run docs` writes is as the code is', () => {
  it('docs/workflow.md has the tables of transitions', () => {
    expect(page('workflow.md')).toBe(workflowDocument());
  });

  it('docs/architecture.md has the folders in their order', () => {
    expect(page('architecture.md')).toBe(architectureDocument(page('architecture.md')));
  });
});

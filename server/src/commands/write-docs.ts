import { writeFile } from 'node:fs/promises';
import { workflowDocument } from './workflow-document.js';

/** Writes the documents that are made from the code: `npm run docs`. */
await writeFile('docs/workflow.md', workflowDocument());

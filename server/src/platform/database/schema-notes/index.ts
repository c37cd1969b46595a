import type { Note } from './note.js';
import { joiningNotes } from './joining.js';
import { platformNotes } from './platform.js';
import { registerNotes } from './register.js';
import { siteNotes } from './site.js';
import { viewsNotes } from './views.js';
import { workbenchNotes } from './workbench.js';

export { common } from './note.js';

/**
 * The meaning of every table and view. `npm run docs` writes docs/schema.md from it and the
 * database; a test fails when either has a column that the other lacks.
 */
export const schemaNotes: Record<string, Note> = {
  ...joiningNotes,
  ...registerNotes,
  ...workbenchNotes,
  ...siteNotes,
  ...platformNotes,
  ...viewsNotes,
};

import { register } from 'node:module';

// With `node --import` of this file, Node runs our TypeScript, and stack traces show the source
// lines.
register('./typescript-hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);

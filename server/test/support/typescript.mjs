import { register } from 'node:module';

// `node --import` this, and Node reads our TypeScript; what fails is told with the lines that we
// wrote.
register('./typescript-hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);

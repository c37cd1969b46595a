// Runs a part of the built server by its name, for `npm run api` and `npm run docs`:
// `run.mjs commands/write-docs`. What operators run is in ../bin/commands.mjs.
import { run } from '../bin/run-built.mjs';

const [part, ...args] = process.argv.slice(2);
await run({ part }, args);

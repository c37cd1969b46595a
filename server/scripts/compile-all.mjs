// Compiles the whole server into `server/dist`.
import { compileAll } from './compile.mjs';

await compileAll();

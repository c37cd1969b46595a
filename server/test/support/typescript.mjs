import { existsSync } from 'node:fs';
import { register, SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compiled } from './compiled.mjs';

// With `node --import` of this file, Node runs our TypeScript, and stack traces show the source
// lines.
register('./typescript-hooks.mjs', import.meta.url);

// Node's own `setSourceMapsEnabled` also reads the maps of all packages, which takes a third of the
// time in which a thread starts.
const maps = new Map();
Error.prepareStackTrace = (error, frames) =>
  [described(error), ...frames.map((frame) => `    at ${inSource(frame)}`)].join('\n');

function described(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

/** A frame as V8 writes it, with the place in the source. */
function inSource(frame) {
  const url = frame.getFileName()?.split('?')[0];
  const map = url?.startsWith('file:') && url.endsWith('.ts') ? mapOf(url) : undefined;
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  const { originalLine, originalColumn } = map?.findEntry(line - 1, column - 1) ?? {};
  return originalLine === undefined
    ? `${frame}`
    : `${frame}`.replace(`:${line}:${column}`, `:${originalLine + 1}:${originalColumn + 1}`);
}

/** The map of a file; undefined when the file is gone, as a test's copy of the program. */
function mapOf(url) {
  if (!maps.has(url)) maps.set(url, readMap(fileURLToPath(url)));
  return maps.get(url);
}

function readMap(file) {
  if (!existsSync(file)) return undefined;
  const map = compiled(file).split(';base64,').at(-1);
  return new SourceMap(JSON.parse(Buffer.from(map, 'base64').toString()));
}

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
  if (!url?.startsWith('file:') || !url.endsWith('.ts')) return `${frame}`;
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  const { originalLine, originalColumn } = mapOf(url).findEntry(line - 1, column - 1);
  return originalLine === undefined
    ? `${frame}`
    : `${frame}`.replace(`:${line}:${column}`, `:${originalLine + 1}:${originalColumn + 1}`);
}

function mapOf(url) {
  if (!maps.has(url)) {
    const [, map] = compiled(fileURLToPath(url)).split(
      'sourceMappingURL=data:application/json;base64,',
    );
    maps.set(url, new SourceMap(JSON.parse(Buffer.from(map, 'base64').toString())));
  }
  return maps.get(url);
}

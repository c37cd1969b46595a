import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { open, type Opened } from '../operations/startup/bootstrap.js';
import { moveDocuments } from '../operations/documents/move-documents.js';
import { ConfigError } from '../platform/config/config.js';
import { withOwner } from '../platform/database/embedded/load-dump.js';
import { DocumentStorage } from '../platform/documents/document-storage.js';
import { faultyFiles, keptFiles, namesIn } from '../platform/documents/kept-files.js';
import { fromHere, runCommand, say } from './run-command.js';

const usage =
  'say documents verify, or documents move FOLDER (a DATA_DIR of before) or documents move ' +
  's3://host/bucket?region=name (the STORAGE_URL of before)';
/** The pause between two files, in milliseconds; --pause overrides it. */
const usualPause = '20';

interface Task {
  from: string | null;
  pause: number;
}

function readTask(): Task {
  const { values, positionals } = parseArgs({
    strict: false,
    options: { pause: { type: 'string', default: usualPause } },
  });
  const [task, from, ...more] = positionals;
  const pause = Number(values.pause);
  const right = task === 'verify' ? !from : task === 'move' && !!from;
  if (!right || more.length > 0 || !(pause >= 0)) throw new ConfigError(usage);
  const isStore = from?.startsWith('s3:') || from?.startsWith('s3+http:');
  return { from: from ? (isStore ? from : fromHere(from)) : null, pause };
}

const filesOf = ({ context }: Opened) =>
  withOwner(context.database.owner, (client) =>
    keptFiles(async (sql, values) => (await client.query<object>(sql, values)).rows),
  );

/** Reads every file and compares it with its row. Prints a line for each that differs. */
async function verify(opened: Opened, pause: number): Promise<number> {
  const files = await filesOf(opened);
  let faults = 0;
  for await (const { name, fault } of faultyFiles(
    new DocumentStorage(opened.context),
    files,
    pause,
  )) {
    faults += 1;
    say(`${fault.toUpperCase().padEnd(7)} ${name}`);
  }
  say(
    faults > 0
      ? `${faults} of ${files.length} files are missing or damaged`
      : `All ${files.length} files are there and as they were uploaded`,
  );
  return faults > 0 ? 1 : 0;
}

async function move(opened: Opened, from: string): Promise<number> {
  const files = await filesOf(opened);
  const { moved, missing } = await moveDocuments(opened.context, from, files);
  say(`${moved} of ${files.length} files copied, their hashes compared; ${from} was not changed`);
  if (missing.length > 0) say(`MISSING in both: ${namesIn(missing)}`);
  return missing.length > 0 ? 1 : 0;
}

await runCommand(
  async () => ({ ...readTask(), ...(await open(say)) }),
  ({ from, pause, ...opened }) => (from ? move(opened, from) : verify(opened, pause)),
);

import 'reflect-metadata';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { prepare, start, type Started } from '../operations/startup/bootstrap.js';
import { backupsIn, missingIn, readManifest, verifyBackup } from '../operations/backup/manifest.js';
import { restore } from '../operations/backup/restore.js';
import { AppContext } from '../platform/database/app-context.js';
import { ConfigError } from '../platform/config/config.js';
import { DocumentStorage } from '../platform/documents/document-storage.js';
import { namesIn } from '../platform/documents/kept-files.js';
import { EventsService, system } from '../platform/events/events.service.js';
import { verifyEvents } from '../platform/events/verify-events.js';
import { withDatabase } from './command-database.js';
import { fromHere, runCommand, say } from './run-command.js';

const usage =
  'say restore FOLDER for the newest backup in it, restore FOLDER/20261124T201500Z for that ' +
  'one, with --check to read it only';
const begun = Date.now();

interface Task {
  backup: string;
  check: boolean;
}

async function readTask(): Promise<Task> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: 'boolean' } },
  });
  if (positionals.length !== 1) throw new ConfigError(usage);
  const folder = fromHere(positionals[0]!);
  const newest = (await backupsIn(folder)).at(-1);
  return { backup: newest ? join(folder, newest) : folder, check: values.check ?? false };
}

/**
 * Verifies the restored audit trail and records the restore in it.
 * @returns the exit code: 1 when documents are missing.
 */
async function restoreAll({ backup, ...started }: Started & Task): Promise<number> {
  // The role URLs are empty here, because `prepare` creates the roles after the restore.
  const storage = new DocumentStorage(
    new AppContext(started.config, started.secret, {
      owner: started.ownerUrl,
      app: '',
      public: '',
    }),
  );
  const { database, documents, gone, missing = [] } = await restore(backup, started, storage);
  const { context } = await prepare(started, say);
  const client = new pg.Client({ connectionString: context.database.app });
  await client.connect();
  const { events, firstBad } = await verifyEvents(client).finally(() => client.end());
  if (firstBad)
    throw new Error(
      `restored, but event ${firstBad.seq} is not as it was written: ${firstBad.reason}`,
    );
  await withDatabase(context, (source) =>
    source.transaction((manager) =>
      new EventsService().append(manager, {
        actor: system,
        action: 'register.restore',
        subject: { kind: 'register', id: null },
        details: { takenAt: database.takenAt },
      }),
    ),
  );
  const rows = database.tables.reduce((sum, table) => sum + table.rows, 0);
  say(
    `Restored ${rows} rows and ${documents.length} files of documents; ${events} events, ` +
      'chain whole',
  );
  if (gone.length > 0)
    say(`${gone.length} documents were being removed while the backup was taken and are not in it`);
  if (missing.length > 0) say(`MISSING documents, as in the backup: ${namesIn(missing)}`);
  say(
    `It holds all up to ${database.takenAt}: ` +
      `${seconds(begun - Date.parse(database.takenAt))} s before this began (RPO)`,
  );
  say(`It took ${seconds(Date.now() - begun)} s (RTO)`);
  return missing.length > 0 ? 1 : 0;
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);

await runCommand<(Started & Task) | (Task & { close(): Promise<void> })>(
  async () => {
    const task = await readTask();
    return task.check
      ? { ...task, close: async () => undefined }
      : { ...task, ...(await start(say)) };
  },
  async (opened) => {
    if ('ownerUrl' in opened) return restoreAll(opened);
    const manifest = await readManifest(opened.backup);
    await verifyBackup(dirname(opened.backup), opened.backup, manifest);
    const missing = missingIn(manifest);
    say(
      `${opened.backup} is ${missing ? 'undamaged' : 'whole'}: ` +
        `${manifest.database.tables.length} tables and ` +
        `${manifest.documents.length} files of documents, of ${manifest.database.takenAt}`,
    );
    if (missing) say(`MISSING documents: ${missing}`);
    return missing ? 1 : 0;
  },
);

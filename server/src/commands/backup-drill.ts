import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drill } from '../operations/backup/drill.js';
import { backupsIn } from '../operations/backup/manifest.js';
import {
  createScratchDatabase,
  type ScratchDatabase,
} from '../operations/backup/scratch-database.js';
import { start, type Started } from '../operations/startup/bootstrap.js';
import { ConfigError } from '../platform/config/config.js';
import { fromHere, runCommand, say } from './run-command.js';

const begun = Date.now();
const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);

async function newestIn(argument: string | undefined): Promise<string> {
  if (argument === undefined) throw new ConfigError('say backup-drill FOLDER');
  const folder = fromHere(argument);
  const newest = (await backupsIn(folder)).at(-1);
  if (!newest) throw new ConfigError(`there is no backup in ${folder}`);
  return join(folder, newest);
}

/** The scratch database is always dropped, even on Ctrl-C. */
async function withScratch(started: Started): Promise<Started & { scratch: ScratchDatabase }> {
  try {
    const scratch = await createScratchDatabase(started.ownerUrl);
    return { ...started, scratch, close: () => scratch.drop().finally(started.close) };
  } catch (error) {
    await started.close();
    throw error;
  }
}

/**
 * Proves that the newest backup can be restored, beside the running register and without touching
 * it. Exits with 1 when it cannot, or when something in it differs from the original.
 */
await runCommand(
  async () => {
    const { positionals } = parseArgs({ allowPositionals: true });
    const backup = await newestIn(positionals[0]);
    return { backup, ...(await withScratch(await start(say))) };
  },
  async ({ backup, scratch, ...started }) => {
    const { manifest, faults } = await drill(backup, started, scratch.url);
    const { takenAt, tables } = manifest.database;
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    for (const fault of faults) say(`FAULT ${fault}`);
    const faulty = faults.length > 0 ? ', with the faults above' : '';
    say(
      `${backup} can be restored${faulty}: ${rows} rows and ` +
        `${manifest.documents.length} files of documents, checked`,
    );
    say(
      `It holds all up to ${takenAt}: ${seconds(begun - Date.parse(takenAt))} s before this ` +
        'began (RPO)',
    );
    say(`It took ${seconds(Date.now() - begun)} s (RTO)`);
    return faults.length > 0 ? 1 : 0;
  },
);

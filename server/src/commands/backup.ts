import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { open, type Opened } from '../operations/startup/bootstrap.js';
import { alone } from '../operations/backup/backup-lock.js';
import { backUp } from '../operations/backup/backup.js';
import { prune } from '../operations/backup/prune.js';
import { sealingBy } from '../operations/backup/sealing.js';
import { keepUsage, readKeep, type Keep } from '../operations/backup/tiers.js';
import { ConfigError } from '../platform/config/config.js';
import { DocumentStorage } from '../platform/documents/document-storage.js';
import { namesIn } from '../platform/documents/kept-files.js';
import { fromHere, runCommand, say } from './run-command.js';

const usage = `say backup FOLDER; ${keepUsage}`;

function readTask(): { target: string; keep: Keep | undefined } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { keep: { type: 'string', multiple: true } },
  });
  if (positionals.length !== 1) throw new ConfigError(usage);
  const keep = values.keep === undefined ? undefined : readKeep(values.keep.join());
  return { target: fromHere(positionals[0]!), keep };
}

async function backUpAndPrune({ context, target, keep }: Opened & ReturnType<typeof readTask>) {
  const started = Date.now();
  const sealing = await sealingBy(context.config);
  const { backup, manifest, copied } = await backUp(
    { ownerUrl: context.database.owner, storage: new DocumentStorage(context), sealing },
    target,
  );
  const rows = manifest.database.tables.reduce((sum, table) => sum + table.rows, 0);
  const encrypted = sealing ? `, encrypted by ${sealing.program}` : '';
  say(
    `Backup ${backup}${encrypted}: ${rows} rows, ${manifest.documents.length} files of ` +
      `documents (${copied} new), in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
  const { missing = [] } = manifest;
  if (missing.length > 0)
    say(
      `MISSING in the store: ${missing.length} files that the rows name: ${namesIn(missing)}. ` +
        'This backup has those that an earlier one copied; pact documents verify looks at all.',
    );
  if (keep !== undefined) say(`Removed ${await prune(target, keep)} older backups`);
  return missing.length > 0 ? 1 : 0;
}

/** Backs up a running register: all rows as of one moment, and the documents. */
await runCommand<Opened & ReturnType<typeof readTask>>(
  async () => ({ ...readTask(), ...(await open(say)) }),
  (task) => alone(task.context.database.owner, () => backUpAndPrune(task)),
);

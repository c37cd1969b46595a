import 'reflect-metadata';
import pg from 'pg';
import { backupsIn, readManifest } from '../operations/backup/manifest.js';
import { open } from '../operations/startup/bootstrap.js';
import { ConfigError } from '../platform/config/config.js';
import { headIn, headsInLog, readRecordedHeads } from '../platform/events/noted-heads.js';
import { asking, verifyEvents, type RecordedHead } from '../platform/events/verify-events.js';
import { registerAgreement } from '../workbench/trail/register-agreement.js';
import { fromHere, runCommand, say } from './run-command.js';

/**
 * Heads that the operator names: `4711:9f86d0…` from a mail or the log, or the folder of the
 * backups.
 */
async function headsOf(argument: string): Promise<RecordedHead[]> {
  const head = headIn(argument, 'as given');
  if (head) return [head];
  const folder = fromHere(argument);
  const names = await backupsIn(folder);
  if (names.length === 0)
    throw new ConfigError(`${argument} is neither a head (NUMBER:HASH) nor a folder of backups`);
  const manifests = await Promise.all(
    names.map(async (name) => ({ name, manifest: await readManifest(`${folder}/${name}`) })),
  );
  return manifests.flatMap(
    ({ name, manifest }) => headIn(manifest.trailHead ?? '', `backup ${name}`) ?? [],
  );
}

/**
 * Checks the audit trail from its first event to its head, with every head that was recorded
 * outside the database, and whether the register matches the trail. Prints what is wrong and exits
 * with 1 if a check fails.
 */
await runCommand(
  () => open(say),
  async ({ context }) => {
    const given = await Promise.all(process.argv.slice(2).map(headsOf));
    const outside = [...(await readRecordedHeads(context.config.DATA_DIR)), ...given.flat()];
    const client = new pg.Client({ connectionString: context.database.app });
    await client.connect();
    try {
      // One snapshot, because the server may append meanwhile.
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const recorded = [...outside, ...(await headsInLog(client))];
      const { events, head, firstBad } = await verifyEvents(client, recorded);
      const disagreements = await registerAgreement(asking(client));
      say(
        firstBad
          ? `Event ${firstBad.seq} is not as it was written: ${firstBad.reason}`
          : `${events} events, chain whole, head ${events}:${head}; ${recorded.length} ` +
              'recorded heads agree',
      );
      for (const { subject, reason } of disagreements)
        say(`The register is not what the trail says: ${subject} ${reason}`);
      return firstBad || disagreements.length > 0 ? 1 : 0;
    } finally {
      await client.end();
    }
  },
);

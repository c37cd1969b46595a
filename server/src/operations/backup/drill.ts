import { createHash } from 'node:crypto';
import { headIn } from '../../platform/events/noted-heads.js';
import { asking, verifyEvents } from '../../platform/events/verify-events.js';
import { withOwner } from '../../platform/database/embedded/load-dump.js';
import type { Rewriting } from '../../platform/database/embedded/stored-bytes.js';
import { registerAgreement } from '../../workbench/trail/register-agreement.js';
import type { Started } from '../startup/bootstrap.js';
import { missingIn, type Manifest } from './manifest.js';
import { contentOf, restoreRows } from './restore.js';

/**
 * Restores a backup into a scratch database and checks the result: the trail from its first event
 * to the head that the backup recorded, the register against the trail, and every document against
 * its row.
 * @returns the manifest, and one line for each fault.
 */
export async function drill(
  backup: string,
  { config }: Pick<Started, 'config'>,
  scratchUrl: string,
): Promise<{ manifest: Manifest; faults: string[] }> {
  const { manifest, opened } = await restoreRows(backup, { ownerUrl: scratchUrl, config });
  const missing = missingIn(manifest);
  return {
    manifest,
    faults: [
      ...(await faultsOfTrail(scratchUrl, manifest)),
      ...(await faultsOfDocuments(backup, manifest, opened)),
      ...(missing ? [`missing documents: ${missing}`] : []),
    ],
  };
}

function faultsOfTrail(scratchUrl: string, { trailHead }: Manifest): Promise<string[]> {
  const head = headIn(trailHead ?? '', 'the backup');
  return withOwner(scratchUrl, async (client) => {
    const { firstBad } = await verifyEvents(client, head ? [head] : []);
    const disagreements = await registerAgreement(asking(client));
    return [
      ...(firstBad ? [`event ${firstBad.seq} is not as it was written: ${firstBad.reason}`] : []),
      ...disagreements.map(
        ({ subject, reason }) => `the register is not what the trail says: ${subject} ${reason}`,
      ),
    ];
  });
}

async function faultsOfDocuments(
  backup: string,
  manifest: Manifest,
  opened: Rewriting,
): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, sha256 } of manifest.documents) {
    const hash = createHash('sha256');
    for await (const chunk of opened(contentOf(backup, manifest, name))) hash.update(chunk);
    if (hash.digest('hex') !== sha256) faults.push(`the document ${name} is not what was uploaded`);
  }
  return faults;
}

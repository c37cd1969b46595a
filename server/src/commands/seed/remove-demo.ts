import type { EntityManager } from 'typeorm';

export interface Removed {
  signatories: number;
  pledges: number;
  practices: number;
  submissions: number;
  authorities: number;
  documents: number;
}

/**
 * Deletes every row marked as demonstration and its dependants, and nothing else. Their events
 * remain, because the audit trail is append-only.
 * @returns counts, and the ids of the documents whose files are to be deleted after the commit.
 */
export async function removeDemo(
  manager: EntityManager,
): Promise<{ removed: Removed; files: string[] }> {
  const files = await manager.query<{ id: string }[]>(
    `SELECT d.id FROM document d JOIN submission s ON s.id = d.submission_id WHERE s.demo`,
  );
  const pledges = await remove(
    manager,
    `pledge p USING signatory s WHERE s.id = p.signatory_id AND s.demo`,
  );
  const practices = await remove(
    manager,
    `practice p USING signatory s WHERE s.id = p.signatory_id AND s.demo`,
  );
  const signatories = await remove(manager, `signatory WHERE demo`);
  // Deleting a submission also deletes its documents, decisions, tokens and mails (ON DELETE
  // CASCADE).
  const submissions = await remove(manager, `submission WHERE demo`);
  const authorities = await remove(manager, `authority WHERE demo`);
  return {
    removed: { signatories, pledges, practices, submissions, authorities, documents: files.length },
    files: files.map(({ id }) => id),
  };
}

async function remove(manager: EntityManager, what: string): Promise<number> {
  const [, count] = await manager.query<[unknown[], number]>(`DELETE FROM ${what}`);
  return count;
}

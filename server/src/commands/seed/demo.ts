import { readFile } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import { loadDemoPractices, readDemoPractices } from './demo-practices.js';
import { loadDemo, type DemoAuthority } from './demo-load.js';

/**
 * Loads the demonstration register: real places with invented signatures, pledges and good
 * practices, every row marked. It shows a first-time user a populated product and is never loaded
 * when DATABASE_URL is set.
 * @returns how many authorities.
 */
export async function seedDemo(manager: EntityManager): Promise<number> {
  const demos = JSON.parse(
    await readFile(new URL('./demo-authorities.json', import.meta.url), 'utf8'),
  ) as DemoAuthority[];
  const practices = await readDemoPractices();
  const sharing = new Set(practices.map(({ signatory }) => signatory));
  await loadDemo(
    manager,
    demos.map((demo) => ({ ...demo, viaForm: sharing.has(demo.nameOfficial) })),
  );
  await loadDemoPractices(manager, practices);
  return demos.length;
}

import { readFile } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import { loadDemo, type DemoAuthority } from './demo-load.js';

/**
 * The demonstration register: real places, invented signatures and pledges, every row marked. It shows a living product to whoever
 * starts the software for the first time, and is never loaded where DATABASE_URL is set.
 * @returns how many authorities.
 */
export async function seedDemo(manager: EntityManager): Promise<number> {
  const demos = JSON.parse(await readFile(new URL('./demo-authorities.json', import.meta.url), 'utf8')) as DemoAuthority[];
  await loadDemo(manager, demos);
  return demos.length;
}

import type { EntityManager } from 'typeorm';
import type { SearchTexts } from '../../workbench/queue/search-texts.service.js';

/** Fills in all missing search texts, batch by batch. */
export async function foldAll(
  searchTexts: SearchTexts,
  manager: EntityManager,
): Promise<{ done: number }> {
  let done = 0;
  for (
    let more = await searchTexts.catchUp(manager);
    more > 0;
    more = await searchTexts.catchUp(manager)
  )
    done += more;
  return { done };
}

import type { EntityManager } from 'typeorm';
import { identityKey } from '../../platform/text/text.js';
import { ConfigError } from '../../platform/config/config.js';
import { inQueue, loadDemo, type DemoAuthority } from './demo-load.js';
import { inventCase, inventSignatory, type ActionCodes } from './demo-invention.js';
import { demoPlaces, type DemoPlace } from './demo-places.js';

type Say = (line: string) => void;
const chunk = 5_000;
/**
 * One case in the queue per this many signatories, up to a maximum, because each has a document on
 * disk.
 */
const queue = { share: 1 / 100, most: 60 };

/**
 * Adds demonstration signatories until the register holds `wanted`, with a matching queue of cases.
 * All are marked.
 * @returns how many signatories were added.
 * @throws ConfigError when there are more already, or not enough places.
 */
export async function growDemo(manager: EntityManager, wanted: number, say: Say): Promise<number> {
  const { signatories, cases } = await counts(manager);
  if (signatories > wanted)
    throw new ConfigError(
      `there are ${signatories} demonstration signatories already: remove them first ` +
        '(seed-demo remove)',
    );
  const actions = await actionCodes(manager);
  const places = freshPlaces(await demoPlaces(), await knownKeys(manager));
  const started = Date.now();
  for (let done = signatories; done < wanted;) {
    const batch = take(places, Math.min(chunk, wanted - done)).map((place) =>
      inventSignatory(place, actions),
    );
    if (batch.length === 0)
      throw new ConfigError(`there are places for ${done} demonstration signatories only`);
    await loadDemo(manager, batch);
    done += batch.length;
    say(
      `${done} of ${wanted} demonstration signatories ` +
        `(${Math.round((Date.now() - started) / 1000)} s)`,
    );
  }
  await loadDemo(manager, queueOf(take(places, queueLength(wanted) - cases), actions));
  return wanted - signatories;
}

function queueLength(signatories: number): number {
  return Math.min(queue.most, Math.floor(signatories * queue.share));
}

/** Most are waiting, some were sent back for changes, some have an unconfirmed address. */
function queueOf(places: DemoPlace[], actions: ActionCodes): DemoAuthority[] {
  return places.map((place, index) =>
    inventCase(place, actions, index % 3 === 0 ? inQueue[index % 2 === 0 ? 1 : 2] : 'waiting'),
  );
}

async function counts(manager: EntityManager): Promise<{ signatories: number; cases: number }> {
  const [row] = await manager.query<{ signatories: number; cases: number }[]>(
    `SELECT (SELECT count(*)::int FROM signatory WHERE demo) AS signatories,
      (SELECT count(*)::int FROM submission WHERE demo AND state = ANY($1)) AS cases`,
    [inQueue],
  );
  return row!;
}

async function actionCodes(manager: EntityManager): Promise<ActionCodes> {
  const rows = await manager.query<{ pillar: string; codes: string[] }[]>(
    `SELECT pillar_code AS pillar, array_agg(code ORDER BY position) AS codes FROM action
      GROUP BY pillar_code`,
  );
  return Object.fromEntries(rows.map(({ pillar, codes }) => [pillar, codes]));
}

/**
 * The identity keys of all authorities on the register or in the queue, so that no demonstration
 * signatory duplicates one of them.
 */
async function knownKeys(manager: EntityManager): Promise<Set<string>> {
  const rows = await manager.query<{ country: string; key: string | null; name: string | null }[]>(
    `SELECT country_code AS country, identity_key AS key, NULL AS name FROM authority
     UNION ALL SELECT answers->'authority'->>'countryCode', NULL,
       answers->'authority'->>'nameOfficial' FROM submission WHERE authority_id IS NULL`,
  );
  return new Set(
    rows.map(({ country, key, name }) => `${country} ${key ?? identityKey(name ?? '')}`),
  );
}

/**
 * Of several places with the same name in one country only the largest is used, because a list of
 * identical names is not a useful demonstration.
 */
function* freshPlaces(places: Iterable<DemoPlace>, known: Set<string>): Generator<DemoPlace> {
  for (const place of places) {
    const key = `${place.countryCode} ${identityKey(place.name)}`;
    if (known.has(key)) continue;
    known.add(key);
    yield place;
  }
}

function take(places: Generator<DemoPlace>, count: number): DemoPlace[] {
  const taken: DemoPlace[] = [];
  while (taken.length < count) {
    const { value, done } = places.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

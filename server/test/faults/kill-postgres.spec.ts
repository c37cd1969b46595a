import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { verifyEvents } from '../../src/platform/events/verify-events.js';
import type { TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { EmbeddedRegister } from '../support/embedded-register.js';
import { eventually } from '../support/eventually.js';
import { full } from './full.js';

const kills = full ? 20 : 4;
/** At once; as a plain `kill` asks, which waits for connections; fast; without a checkpoint. */
const signals = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT'] as const;

interface Head {
  seq: string;
  hash: string;
}

let embedded: EmbeddedRegister;
let register: TestApp;
let stopped = false;
let lastBegun = 0;
const acknowledged = { documents: [] as string[], sent: [] as string[], heads: [] as Head[] };

beforeAll(async () => {
  embedded = await EmbeddedRegister.start();
  ({ register } = embedded);
}, 120_000);
afterAll(async () => {
  await register.close();
  await embedded.postgres.stop();
  await embedded.remove();
});

async function submits(): Promise<void> {
  const begun = performance.now();
  const applicant = await Applicant.begins(register);
  await applicant.fillsIn();
  acknowledged.documents.push(await applicant.uploads());
  await applicant.sends();
  acknowledged.sent.push(applicant.reference);
  const [head] = await register.sql<Head>(
    `SELECT seq, encode(hash, 'hex') AS hash FROM event ORDER BY seq DESC LIMIT 1`,
  );
  acknowledged.heads.push(head!);
  await register.forgetLimits();
  lastBegun = begun;
}

/** Work fails while the database is away. */
async function untilStopped(): Promise<void> {
  while (!stopped) await submits().catch(() => wait(100));
}

/** Work begun from now on succeeds: an answer still on its way at a kill says nothing. */
async function isWorking(): Promise<void> {
  const now = performance.now();
  await eventually(() => expect(lastBegun).toBeGreaterThan(now), 60_000);
}

async function killPostgres(signal: NodeJS.Signals): Promise<void> {
  const killed = await embedded.postmaster();
  process.kill(killed, signal);
  await eventually(async () => expect(await embedded.postmaster()).not.toBe(killed), 60_000);
}

it(
  `RL3 PostgreSQL killed ${kills} times: everything acknowledged is kept, heads of the trail too`,
  async () => {
    const work = [untilStopped(), untilStopped()];
    for (let kill = 0; kill < kills; kill += 1) {
      await isWorking();
      await wait(Math.random() * 500);
      await killPostgres(signals[kill % signals.length]!);
    }
    await isWorking();
    stopped = true;
    await Promise.all(work);

    const sent = await register.sql<{ reference: string }>('SELECT reference FROM submission');
    expect(sent.map(({ reference }) => reference)).toEqual(
      expect.arrayContaining(acknowledged.sent),
    );
    const documents = await register.sql<{ id: string }>('SELECT id FROM document');
    expect(documents.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged.documents));
    const trail = await register.sql<Head>(`SELECT seq, encode(hash, 'hex') AS hash FROM event`);
    const hashes = new Map(trail.map(({ seq, hash }) => [seq, hash]));
    for (const { seq, hash } of acknowledged.heads)
      expect([seq, hashes.get(seq)]).toEqual([seq, hash]);
    const client = new pg.Client({ connectionString: register.database.urls.app });
    await client.connect();
    expect((await verifyEvents(client)).firstBad).toBeNull();
    await client.end();
    console.log(
      `${kills} kills of PostgreSQL; acknowledged: ${acknowledged.documents.length} documents, ` +
        `${acknowledged.sent.length} submissions, ${acknowledged.heads.length} heads`,
    );
  },
  60_000 + kills * 30_000,
);

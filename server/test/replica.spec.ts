import pg from 'pg';
import { PublicDatabase } from '../src/site/public/public-database.js';
import { startApp, type TestApp } from './support/app.js';
import { Applicant } from './support/applicant.js';
import { Colleague } from './support/colleague.js';
import type { TestDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { PrimaryAndReplica } from './support/primary-and-replica.js';

let servers: PrimaryAndReplica;
let owner: pg.Pool;
let register: TestApp;
let reviewer: Colleague;

beforeAll(async () => {
  servers = await PrimaryAndReplica.start();
  owner = new pg.Pool({ connectionString: servers.urls.owner, max: 2 });
  owner.on('error', () => undefined);
  const database: TestDatabase = {
    name: 'pact',
    urls: servers.urls,
    sql: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await owner.query<Row>(text, values)).rows,
    drop: () => owner.end(),
  };
  register = await startApp({ database });
  reviewer = await Colleague.signsIn(register, 'reviewer', 'publisher');
}, 60_000);
afterAll(async () => {
  await register.close();
  await servers.close();
});

/** The port of the server that currently answers the public reads. */
async function whoAnswers(): Promise<string> {
  const [row] = await register.app
    .get(PublicDatabase)
    .query<{ port: string }>(
      `SELECT current_setting('port') AS port, count(*) FROM public_register`,
    );
  return row!.port;
}
const [primary, replica] = [
  () => new URL(servers.urls.owner).port,
  () => new URL(servers.urls.read).port,
];
const readBy = (port: () => string) =>
  eventually(async () => expect(await whoAnswers()).toBe(port()));
const list = async () =>
  (
    (await register.anonymous.get('/api/v1/signatories').expect(200)).body as {
      items: { id: string }[];
    }
  ).items.map(({ id }) => id);

it('RL5 public reads go to the replica, and a published signatory is visible within 2 s', async () => {
  await readBy(replica);
  await list();
  const { reference } = await Applicant.endorses(register);
  const { publicId } = await reviewer.approvesAndPublishes(reference);
  const published = Date.now();
  await eventually(async () => expect(await list()).toContain(publicId), 2_000);
  console.log(`visible ${Date.now() - published} ms after the decision`);
  await readBy(replica);
});

it('RL5 a replica that has stopped following is not used for newer data, and no cache keeps its old answer', async () => {
  const standby = new pg.Client({
    connectionString: Object.assign(new URL(servers.urls.owner), { port: replica() }).toString(),
  });
  await standby.connect();
  await standby.query('SELECT pg_wal_replay_pause()');
  const { reference } = await Applicant.endorses(register);
  const { publicId } = await reviewer.approvesAndPublishes(reference);
  await eventually(async () => expect(await list()).toContain(publicId), 2_000);
  expect(await whoAnswers()).toBe(primary());
  await standby.query('SELECT pg_wal_replay_resume()');
  await standby.end();
  await readBy(replica);
  expect(await list()).toContain(publicId);
});

it('RL5 the replica’s loss is survived without a failed request, and it is used again when it is back', async () => {
  await readBy(replica);
  const before = await list();
  await servers.replica.stop('immediate');
  for (let number = 0; number < 20; number += 1)
    await register.anonymous.get(`/api/v1/signatories?q=after-the-loss-${number}`).expect(200);
  expect(await whoAnswers()).toBe(primary());
  expect(await list()).toEqual(before);
  await register.anonymous.get('/readyz').expect(200);
  await servers.replicaComesBack();
  await readBy(replica);
});

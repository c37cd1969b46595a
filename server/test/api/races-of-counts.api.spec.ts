import { verifyEvents } from '../../src/platform/events/verify-events.js';
import { Client } from 'pg';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

async function chainHolds(): Promise<void> {
  const client = new Client({ connectionString: register.database.urls.owner });
  await client.connect();
  expect((await verifyEvents(client)).firstBad).toBeNull();
  await client.end();
}

describe('TR12 the count always matches the list', () => {
  it('while signatories are withdrawn and restored by many at once', async () => {
    await register.forgetLimits();
    const publisher = await Colleague.signsIn(register, 'reviewer', 'publisher');
    const signatories: { id: string; version: number }[] = [];
    for (let count = 0; count < 6; count += 1)
      signatories.push(
        await publisher.approvesAndPublishes((await Applicant.endorses(register)).reference),
      );

    let going = true;
    const seen = new Set<number>();
    const reader = async () => {
      while (going) {
        const { status, body } = await register.anonymous.get('/api/v1/signatories');
        if (status === 503) continue;
        const { items, total } = body as { items: unknown[]; total: number };
        expect({ total }).toEqual({ total: items.length });
        seen.add(total);
      }
    };
    const inAndOut = async (signatory: { id: string; version: number }) => {
      for (const action of ['withdraw', 'restore', 'withdraw', 'restore', 'withdraw'] as const) {
        const answer = await publisher.changes(signatory, action, 'To see who counts.');
        if (answer.status === 200) signatory.version = (answer.body as { version: number }).version;
      }
    };
    const readers = times(4).map(reader);
    await Promise.all(signatories.map(inAndOut));
    going = false;
    await Promise.all(readers);
    expect(seen.size).toBeGreaterThan(2);
    await register.hearsOfChanges();
    const [row] = await register.sql<{ count: number }>(
      `SELECT count(*)::int FROM signatory WHERE state = 'published'`,
    );
    const { total, items } = (await register.anonymous.get('/api/v1/signatories').expect(200))
      .body as { items: unknown[]; total: number };
    expect([total, items.length]).toEqual([row!.count, row!.count]);
    await chainHolds();
  });
});

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { verifyEvents } from '../../../src/platform/events/verify-events.js';
import { startApp, type TestApp } from '../../support/app.js';
import { Applicant } from '../../support/applicant.js';
import { Colleague } from '../../support/colleague.js';
import { eventually } from '../../support/eventually.js';
import { Instance } from '../../support/instance.js';
import { tokenIn } from '../../support/mailbox.js';

let helper: TestApp;
let colleague: Colleague;
/**
 * The library and not `faketime` itself, which would run as a wrapper that the program could
 * outlive.
 */
let library: string;
beforeAll(async () => {
  helper = await startApp();
  library = (
    await promisify(execFile)('faketime', ['-f', '+0d', 'printenv', 'LD_PRELOAD'])
  ).stdout.trim();
  colleague = await Colleague.signsIn(helper, 'reviewer', 'publisher');
}, 120_000);
afterAll(() => helper.close());

/** Time according to the application's clock; the database's clock is correct. */
const clocks: Record<string, string> = {
  'a day ahead': '+1d',
  'a day behind': '-1d',
  'five minutes ahead': '+5m',
  'five minutes behind': '-5m',
  'in the night in which summer time ends': '@2027-10-31 02:59:40',
  'at the end of 29 February': '@2028-02-29 23:59:40',
};

it.each(Object.keys(clocks))(
  'RL10 with the application’s clock %s: mails go out, links and sessions are judged by the database, events keep their order',
  async (kind) => {
    const instance = await Instance.beside(helper, {
      settings: {
        LD_PRELOAD: library,
        FAKETIME: clocks[kind]!,
        TZ: 'Europe/Paris',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      },
    });
    try {
      const applicant = await Applicant.sends(instance.register, {
        decision: { decidedOn: '2026-01-05' },
      });
      await eventually(() => expect(helper.mailbox.of(applicant.email)).toHaveLength(1), 15_000);
      await applicant.confirms(tokenIn(helper.mailbox.newest(applicant.email, /^Confirm/)));
      // A session that began with a correct clock.
      const there = instance.colleague(colleague);
      const { publicId } = await there.approvesAndPublishes(applicant.reference);
      await eventually(async () => {
        expect(
          await (await fetch(`${instance.url}/api/v1/signatories/${publicId}`)).text(),
        ).toContain(publicId);
        expect((await helper.anonymous.get(`/api/v1/signatories/${publicId}`)).status).toBe(200);
      });
      // A link that has expired by the database's clock is expired, whatever the application's
      // clock says.
      const late = await Applicant.sends(instance.register, {
        decision: { decidedOn: '2026-01-05' },
      });
      await eventually(() => expect(helper.mailbox.of(late.email)).toHaveLength(1), 15_000);
      await helper.sql(
        `UPDATE submission_token SET expires_at = now() - interval '1 second'
          WHERE purpose = 'confirm'`,
      );
      const refused = await instance.register.anonymous
        .post('/api/v1/confirmations')
        .send({ token: tokenIn(helper.mailbox.newest(late.email, /^Confirm/)) });
      expect(refused.status).toBe(410);
      await helper.forgetLimits();
    } finally {
      await instance.kill();
    }
    expect(instance.log).not.toContain('unexpected failure');
  },
  90_000,
);

it('RL10 after all of it the events are one whole chain whose times never go back', async () => {
  const client = new pg.Client({ connectionString: helper.database.urls.app });
  await client.connect();
  expect((await verifyEvents(client)).firstBad).toBeNull();
  await client.end();
  expect(
    await helper.sql(
      'SELECT 1 FROM (SELECT at < lag(at) OVER (ORDER BY seq) AS back FROM event) x WHERE back',
    ),
  ).toEqual([]);
});

import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../../../src/platform/config/limits.js';
import { startApp, type TestApp } from '../../support/app.js';
import { Applicant } from '../../support/applicant.js';
import { eventually } from '../../support/eventually.js';
import { Instance } from '../../support/instance.js';

let helper: TestApp;
const instances: Instance[] = [];
beforeAll(async () => {
  helper = await startApp();
}, 120_000);
afterAll(async () => {
  for (const instance of instances) await instance.kill();
  await helper.close();
});

async function start(): Promise<Instance> {
  const instance = await Instance.beside(helper);
  instances.push(instance);
  return instance;
}

it('RL19 an instance freezes for longer than its lease while it sends mails: the other takes over, each mail arrives once and each job runs once', async () => {
  const paused = await start();
  const applicants: Applicant[] = [];
  helper.mailbox.hesitates = 15_000;
  for (let number = 0; number < 20; number += 1) {
    applicants.push(await Applicant.sends(paused.register));
    await helper.forgetLimits();
  }
  const inHand = () => helper.sql(`SELECT 1 FROM outbox WHERE state = 'queued' AND attempts > 0`);
  await eventually(async () => expect((await inHand()).length).toBeGreaterThan(0));
  await wait(1_000);
  paused.pause();
  const held = (await inHand()).length;
  helper.mailbox.hesitates = 0;

  await start();
  // Longer than the lease of a mail, the mail server's timeout and the interval of the jobs.
  await wait(limits.mailLeaseSeconds * 1000 + 10_000);
  await eventually(
    async () => expect(await helper.sql(`SELECT 1 FROM outbox WHERE state <> 'sent'`)).toEqual([]),
    30_000,
  );
  paused.resume();
  await wait(limits.jobPoll + 5_000);

  const late = await Applicant.sends(paused.register);
  await eventually(() => expect(helper.mailbox.of(late.email)).toHaveLength(1), 15_000);
  const received = [...applicants, late].map(({ email }) => helper.mailbox.of(email).length);
  console.log(
    `${received.length} mails, ${held} of them in the hands of the one that stood still; ` +
      `${received.filter((count) => count > 1).length} came twice`,
  );
  expect(held).toBeGreaterThan(0);
  expect(new Set(received)).toEqual(new Set([1]));
  expect(await helper.sql(`SELECT 1 FROM outbox WHERE state <> 'sent'`)).toEqual([]);
  expect(await helper.sql('SELECT 1 FROM snapshot')).toHaveLength(1);
}, 240_000);

import { setTimeout as wait } from 'node:timers/promises';
import type { TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { EmbeddedRegister } from '../support/embedded-register.js';
import { eventually } from '../support/eventually.js';

let embedded: EmbeddedRegister;
let register: TestApp;
beforeAll(async () => {
  embedded = await EmbeddedRegister.start();
  ({ register } = embedded);
}, 120_000);
afterAll(() => embedded.remove());

const ready = async () => (await register.anonymous.get('/readyz')).status;

it.each(['SIGKILL', 'SIGQUIT', 'SIGINT'] as const)(
  'RL5 RL16 the embedded PostgreSQL dies (%s): probes report it, it restarts automatically, and nothing acknowledged is lost',
  async (signal) => {
    const applicant = await Applicant.begins(register);
    await applicant.saves('authority', applicant.endorsement.authority);
    const before = await embedded.postmaster();
    process.kill(before, signal);
    const told: number[] = [];
    await eventually(async () => {
      await register.anonymous.get('/livez').expect(200);
      told.push(await ready());
      expect(told).toContain(503);
      expect(told.at(-1)).toBe(200);
    }, 30_000);
    expect(await embedded.postmaster()).not.toBe(before);
    expect((await applicant.looks()).version).toBe(applicant.version);
    await applicant.saves('place', applicant.endorsement.place);
  },
  60_000,
);

it('once stopped on purpose, it stays stopped', async () => {
  await register.close();
  await embedded.postgres.stop();
  await wait(2_500);
  await expect(embedded.postmaster()).rejects.toThrow('ENOENT');
}, 60_000);

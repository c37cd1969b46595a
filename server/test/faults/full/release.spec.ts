import { migrations } from '../../../src/platform/database/migrations.js';
import { startApp, type TestApp } from '../../support/app.js';
import { Applicant } from '../../support/applicant.js';
import { Colleague } from '../../support/colleague.js';
import { eventually } from '../../support/eventually.js';
import { Instance } from '../../support/instance.js';
import { tokenIn } from '../../support/mailbox.js';
import { Release } from '../../support/release.js';

/**
 * The version of 24 November 2026, five migrations before the newest of 25 November;
 * `RELEASE=commit` selects another.
 */
const commit = process.env['RELEASE'] ?? '00f2f52';

let helper: TestApp;
let release: Release;
beforeAll(async () => {
  helper = await startApp();
  release = await Release.build(commit);
}, 300_000);
afterAll(async () => {
  await release.remove();
  await helper.close();
});

const steps = async () => (await helper.sql('SELECT 1 FROM migration')).length;

/**
 * From the form to the public list, by mail.
 * @returns its public id.
 */
async function comesOnTheList(instance: Instance, colleague: Colleague): Promise<string> {
  const applicant = await Applicant.sends(instance.register);
  await eventually(() => expect(helper.mailbox.of(applicant.email)).toHaveLength(1), 15_000);
  await applicant.confirms(tokenIn(helper.mailbox.newest(applicant.email, /^Confirm/)));
  return (await instance.colleague(colleague).approvesAndPublishes(applicant.reference)).publicId;
}

async function isListed(instance: Instance, publicId: string): Promise<void> {
  await eventually(async () => {
    expect(await (await fetch(`${instance.url}/api/v1/signatories`)).text()).toContain(publicId);
    expect((await fetch(`${instance.url}/en/signatories/${publicId}`)).status).toBe(200);
  });
}

it(`RL11 the version of ${commit} starts on the schema of this one, shows the list, takes a submission and approves it; going forward again, nothing is missing`, async () => {
  const colleague = await Colleague.signsIn(helper, 'reviewer', 'publisher');
  const now = await Instance.beside(helper);
  const before = await comesOnTheList(now, colleague);
  expect(await now.stop()).toBe(0);
  expect(await steps()).toBe(migrations.length);

  const old = await Instance.beside(helper, { release: release.folder });
  expect(await steps()).toBe(migrations.length);
  await isListed(old, before);
  for (const page of ['/en', '/fr/signatories', '/en/endorse'])
    expect((await fetch(`${old.url}${page}`)).status).toBe(200);
  const meanwhile = await comesOnTheList(old, colleague);
  await isListed(old, meanwhile);
  expect(old.log).not.toContain('unexpected failure');
  expect(await old.stop()).toBe(0);

  await now.start();
  for (const publicId of [before, meanwhile]) await isListed(now, publicId);
  await isListed(now, await comesOnTheList(now, colleague));
  expect(now.log).not.toContain('unexpected failure');
  await now.stop();
}, 180_000);

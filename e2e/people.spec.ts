import { expect, type Browser, type Page } from '@playwright/test';
import { fillsIn, isApproved, joins, type Seed } from './seeds.ts';
import { atWorkbench } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { test } from './story-test.ts';
import { publicWords, subjectOf } from './words.ts';

const say = publicWords('en');
const { people, form } = say;

async function shoot(page: Page, name: string): Promise<void> {
  if (!process.env['SHOTS']) return;
  await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true });
}

/** A colleague on another computer. */
async function another(browser: Browser, scripts = true): Promise<Page> {
  const { viewport, baseURL, extraHTTPHeaders } = test.info().project.use;
  const context = await browser.newContext({
    ...{ viewport: viewport!, baseURL: baseURL!, extraHTTPHeaders: extraHTTPHeaders! },
    javaScriptEnabled: scripts,
  });
  return context.newPage();
}

type Look = (page: Page) => Promise<void>;
const nobodyLooks: Look = async () => undefined;

/** The contact invites a colleague, who opens the mailed page and presses its button. */
async function invites(
  page: Page,
  { colleague, name, email, look }: { colleague: Page; name: string; email: string; look: Look },
): Promise<void> {
  await page.goto('/en/endorse/tasks');
  await page.getByRole('link', { name: people.title, exact: true }).click();
  await page.locator('input[name=name]').fill(name);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=role][value=contributor]').check();
  await page.getByRole('button', { name: people.inviteButton, exact: true }).click();
  await expect(page.getByRole('status').first()).toContainText(name);
  await look(page);
  await colleague.goto(linkIn(await readMail(email, subjectOf('en', 'person_invited'))));
  await look(colleague);
  await colleague.getByRole('button', { name: people.acceptButton }).click();
  await colleague.waitForURL(/\/en\/endorse\/tasks$/);
}

const saves = (page: Page) =>
  page.getByRole('button', { name: form.continue, exact: true }).click();

for (const scripts of [true, false]) {
  const how = scripts ? 'with' : 'without';
  test.describe(`${how} scripts`, () => {
    test.use({ javaScriptEnabled: scripts });

    test(`two colleagues at once, ${how} scripts: the second sees both answers side by side, and only the lead sends`, async ({
      page,
      browser,
    }, { project }) => {
      test.setTimeout(300_000);
      const run = `${project.name}-${how}`;
      const seed: Seed = {
        ...{ name: `Zwettl ${run}`, country: 'AT', language: 'en' },
        email: `contact-${run}@example.org`,
      };
      await fillsIn(seed, page.request);
      // axe and its timers are scripts.
      const look = scripts ? expectAccessible : nobodyLooks;
      const carla = await another(browser, scripts);
      const email = `carla-${run}@example.org`;
      await invites(page, { colleague: carla, name: 'Carla Colleague', email, look });
      await page.goto('/en/case/people');
      await shoot(page, `people-${run}`);

      await carla.goto('/en/endorse/signer');
      await page.goto('/en/endorse/signer');
      await carla.locator('input[name=office]').fill('First mayor');
      await saves(carla);
      await carla.waitForURL((address) => !address.pathname.endsWith('/signer'));
      await page.locator('input[name=office]').fill('Lady mayor');
      await saves(page);
      const meanwhile = page.getByRole('region', { name: form.meanwhile.title });
      await expect(meanwhile).toContainText('First mayor');
      await expect(meanwhile).toContainText('Carla Colleague');
      await expect(page.locator('input[name=office]')).toHaveValue('Lady mayor');
      await look(page);
      await shoot(page, `conflict-${run}`);
      await meanwhile.getByRole('button', { name: form.meanwhile.theirs }).click();
      await expect(page.locator('input[name=office]')).toHaveValue('First mayor');

      await carla.goto('/en/endorse/check');
      await expect(carla.getByText(/^Only a lead can send this/)).toBeVisible();
      await expect(carla.getByRole('button', { name: say.check.sendUnsigned })).toHaveCount(0);
      await carla.goto('/en/endorse/later');
      await expect(carla.getByRole('heading', { level: 1 })).toHaveText(people.refused);
      await look(carla);
      await page.goto('/en/endorse/check');
      await expect(page.getByRole('button', { name: say.check.sendUnsigned })).toBeVisible();
      await carla.context().close();
    });
  });
}

test('an association prepares the draft of a member that asks it, and goes back to its own case', async ({
  page,
  browser,
}, { project }) => {
  test.setTimeout(300_000);
  const run = project.name;
  const name = `League of Valleys ${run}`;
  const office = await another(browser);
  const union: Seed = {
    ...{ name, country: 'LI', language: 'en', kind: 'association' },
    email: `union-${run}@example.org`,
  };
  const reference = await joins(union, office.request);
  const staff = await another(browser);
  await atWorkbench(staff, 'en');
  await isApproved(staff, reference, true);
  await staff.context().close();

  const member = `Planken ${run}`;
  const email = `member-${run}@example.org`;
  await fillsIn({ name: member, country: 'LI', language: 'en', email }, page.request);
  await page.goto('/en/case/people');
  await page.getByRole('link', { name: people.supporter }).click();
  await expectAccessible(page);
  await page.locator('select[name=association]').selectOption({ label: `${name} (Liechtenstein)` });
  await page.getByRole('button', { name: people.inviteButton, exact: true }).click();
  await expect(page.getByRole('status').first()).toContainText(name);
  await readMail(union.email, subjectOf('en', 'supporter_invited'));

  await office.goto('/en/case');
  await expect(office.getByRole('heading', { name: people.members })).toBeVisible();
  await expectAccessible(office);
  await office.getByRole('button', { name: new RegExp(`${people.open}.*${member}`) }).click();
  await expect(office.getByText(people.supporting)).toBeVisible();
  await expectAccessible(office);
  await shoot(office, `supporter-${run}`);
  await office.goto('/en/endorse/signer');
  await office.locator('input[name=office]').fill('Head of the commune');
  await saves(office);
  await page.goto('/en/endorse/signer');
  await expect(page.getByText(`Last changed by ${name}`)).toBeVisible();
  await office.goto('/en/endorse/check');
  await expect(office.getByText(/^Only a lead can send this/)).toBeVisible();
  await office.goto('/en/endorse/tasks');
  await office.getByRole('button', { name: people.backHome }).click();
  await expect(office.getByText(reference).first()).toBeVisible();
  await office.context().close();
});

import { expect, type Page } from '@playwright/test';
import { isApproved, joins } from './seeds.ts';
import { atWorkbench, goTo, staffWords, typeDay } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { test } from './story-test.ts';
import { publicWords, subjectOf } from './words.ts';

const say = staffWords.en;
const words = publicWords('en');
/** One town for each screen, so that the stories do not meet. */
const townOf = (project: string) => ({
  name: { desktop: 'Rundenfeld', phone: 'Rundendorf' }[project] ?? 'Rundenau',
  country: 'AT',
  language: 'en' as const,
  email: `round-${project}@example.org`,
});
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const question = 'Is there a contact person for children?';

async function writes(page: Page): Promise<void> {
  for (const language of ['en', 'fr']) {
    await page.locator(`#${language}-title`).fill('Schools and the Pact');
    await page.locator(`#${language}-intro`).fill('Four minutes for what schools do.');
  }
  for (const kind of ['choice', 'number', 'text'])
    await page.getByLabel(say.round.addQuestion).selectOption(kind);
  for (const language of ['en', 'fr']) {
    await page.locator(`#${language}-0-wording`).fill(question);
    await page.locator(`#${language}-0-options`).fill('Yes\nNo\nPlanned for next year');
    await page.locator(`#${language}-1-wording`).fill('How many schools take part?');
    await page.locator(`#${language}-1-unit`).fill('schools');
    await page.locator(`#${language}-2-wording`).fill('What was difficult?');
  }
  await page.locator('[id="1-min"]').fill('0');
  await page.locator('[id="2-required"]').uncheck();
  await page.getByLabel(say.round.willPublish).check();
  await typeDay(page.locator('form'), say.round.lastDay, inDays(30));
}

test('staff ask a town, the town answers, and choices and numbers are published', async ({
  page,
  browser,
}, { project }) => {
  test.setTimeout(120_000);
  const town = townOf(project.name);
  const reference = await joins(town);
  await atWorkbench(page, 'en');
  await isApproved(page, reference, true);
  await goTo(page, 'register');
  await page.getByRole('searchbox', { name: say.register.search }).fill(town.name);
  await page.getByRole('button', { name: say.queue.searchButton }).click();
  await page.getByRole('button', { name: say.round.write, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.round.untitled })).toBeVisible();
  await writes(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: say.round.save }).click();
  await expect(page.getByText(say.round.saved)).toBeVisible();
  await page.screenshot({ path: `/tmp/rounds/form-${project.name}.png`, fullPage: true }); // shot
  await page.getByLabel(say.round.sure).check();
  await page
    .getByRole('button', { name: say.round.openButton.split(' | ')[0]!.replace('{n}', '1') })
    .click();
  await expect(page.getByText(say.round.did.open)).toBeVisible();

  const office = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await office.setViewportSize(page.viewportSize()!);
  await office.goto(new URL('/en/case', page.url()).href);
  await office.getByLabel(words.caseSignIn.reference).fill(reference);
  await office.locator('input[name=email]').fill(town.email);
  await office.getByRole('button', { name: words.caseSignIn.button }).click();
  await office.goto(
    new URL(linkIn(await readMail(town.email, subjectOf('en', 'case_link'))), page.url()).href,
  );
  await office.getByRole('button', { name: words.caseOpen.button }).click();
  await office.getByRole('link', { name: 'Schools and the Pact' }).click();
  await expect(office.getByText(words.round.howPublic)).toBeVisible();
  await office.getByLabel('What was difficult?').fill('Time of the teachers.');
  await office.getByLabel('How many schools').fill('many');
  await office.getByRole('button', { name: words.round.button }).click();
  await expect(office.getByRole('alert')).toContainText(question);
  await expect(office.getByLabel('How many schools')).toHaveValue('many');
  await expect(office.getByLabel('What was difficult?')).toHaveValue('Time of the teachers.');
  await office.screenshot({ path: `/tmp/rounds/town-${project.name}.png`, fullPage: true }); // shot
  await expectAccessible(office);
  await office.getByLabel('Planned for next year').check();
  await office.getByLabel('How many schools').fill('12');
  await office.getByRole('button', { name: words.round.button }).click();
  await expect(office.getByText(words.round.saved)).toBeVisible();

  await page.reload();
  await expect(page.getByText('Time of the teachers.')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: `/tmp/rounds/results-${project.name}.png`, fullPage: true }); // shot
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: say.round.step.close }).click();
  await expect(page.getByText(say.round.did.close)).toBeVisible();
  const id = page.url().split('/').at(-1)!.split('?')[0]!;

  await office.goto(new URL(`/en/rounds/${id}`, page.url()).href);
  await expect(office.getByRole('heading', { name: question })).toBeVisible();
  await expect(office.getByText('Time of the teachers.')).toBeHidden();
  await office.getByText(words.round.byCountry).last().click();
  await expectAccessible(office);
  await office.screenshot({ path: `/tmp/rounds/public-${project.name}.png`, fullPage: true }); // shot
  await office.goto(new URL('/en/figures', page.url()).href);
  await expect(office.locator(`a[href$="/rounds/${id}"]`)).toBeVisible();
});

import { expect, type Page } from '@playwright/test';
import { isApproved, joins } from './seeds.ts';
import { atWorkbench, goTo, staffWords } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { test } from './story-test.ts';
import { publicWords, subjectOf } from './words.ts';

const say = staffWords.en;
const words = publicWords('en');
/** One town for each screen, so that the stories do not meet. */
const townOf = (project: string) => ({
  name: { desktop: 'Berichtsfeld', phone: 'Berichtsdorf' }[project] ?? 'Berichtsau',
  country: 'AT',
  language: 'en' as const,
  email: `reporting-${project}@example.org`,
});

/** A day so many days from now, as the three boxes of a field take it. */
function inDays(days: number): { day: string; month: string; year: string } {
  const [year, month, day] = new Date(Date.now() + days * 86_400_000).toISOString().split(/[-T]/);
  return { day: day!, month: month!, year: year! };
}

async function fillsDay(page: Page, legend: string, days: number): Promise<void> {
  const field = page.getByRole('group', { name: legend });
  const { day, month, year } = inDays(days);
  await field.getByLabel(say.common.day, { exact: true }).fill(day);
  await field.getByLabel(say.common.month, { exact: true }).fill(month);
  await field.getByLabel(say.common.year, { exact: true }).fill(year);
}

test('a town asks for more time, staff note a call and grant it, and the town gets a mail', async ({
  page,
  browser,
}, { project }) => {
  test.setTimeout(120_000);
  const town = townOf(project.name);
  const outside = await browser.newContext();
  const reference = await joins(town);
  await atWorkbench(page, 'en');
  const { signatory } = await isApproved(page, reference, true);

  const office = await outside.newPage();
  await office.goto(new URL('/en/case', page.url()).href);
  await office.getByLabel(words.caseSignIn.reference).fill(reference);
  await office.locator('input[name=email]').fill(town.email);
  await office.getByRole('button', { name: words.caseSignIn.button }).click();
  await office.goto(
    new URL(linkIn(await readMail(town.email, subjectOf('en', 'case_link'))), page.url()).href,
  );
  await office.getByRole('button', { name: words.caseOpen.button }).click();
  await expect(office.getByText(words.ownPlace.reporting.dueOn.split('{')[0]!)).toBeVisible();
  await expectAccessible(office);
  await office.goto(new URL('/en/case/more-time', page.url()).href);
  await expect(office.getByRole('heading', { level: 1 })).toHaveText(words.moreTime.title);
  await office.getByRole('button', { name: words.moreTime.button }).click();
  await expect(office.locator('[data-focus], [role=alert]').first()).toBeVisible();
  await expectAccessible(office);
  await fillsDay(office, words.moreTime.until, 400);
  await office.getByLabel(words.moreTime.reason).fill('The council is elected in spring.');
  await expectAccessible(office);
  await office.getByRole('button', { name: words.moreTime.button }).click();
  await expect(office).toHaveURL(/\/en\/case$/);
  await expect(office.getByText(words.ownPlace.reporting.asked.split(',')[0]!)).toBeVisible();
  await expectAccessible(office);

  await goTo(page, 'reports', 'reporting');
  await expect(page.getByRole('heading', { level: 1, name: say.reporting.title })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: say.reporting.list.no_contact }).click();
  await expect(page.getByText(say.reporting.noContactLead)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: say.reporting.list.asked }).click();
  await expect(page.getByText('The council is elected in spring.').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: town.name, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(signatory.id));
  await expect(page.getByRole('heading', { level: 1, name: town.name })).toBeVisible();

  await page.getByRole('button', { name: say.reporting.saveNote }).click();
  await expect(page.locator('#tried-error')).toBeVisible();
  await expectAccessible(page);
  await page.locator('#tried').fill('Spoke to the youth office.');
  await page.getByRole('button', { name: say.reporting.saveNote }).click();
  await expect(page.getByText(say.reporting.done.note)).toBeVisible();
  await expect(page.getByText('Spoke to the youth office.')).toBeVisible();

  await page.locator('#action').selectOption('extend');
  await page.getByRole('button', { name: say.reporting.saveStep }).click();
  await expect(page.locator('#reason-error')).toBeVisible();
  await expectAccessible(page);
  await page.locator('#reason').fill('Granted: good luck.');
  await page.getByRole('button', { name: say.reporting.saveStep }).click();
  await expect(page.getByText(say.reporting.done.extend)).toBeVisible();
  await expectAccessible(page);
  const mail = await readMail(town.email, 'Granted: good luck.');
  expect(mail).toContain(town.name);
  await outside.close();
});

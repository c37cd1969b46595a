import { expect, type Page } from '@playwright/test';
import { joins } from './seeds.ts';
import {
  atWorkbench,
  colleague,
  goTo,
  nextCode,
  openCase,
  proveByApi,
  staffWords,
} from './staff.ts';
import { expectAccessible, readMail } from './support.ts';
import { test } from './story-test.ts';

const say = staffWords.en;
/** One town for each screen, so that the stories do not meet. */
const towns = { desktop: 'Oberfeld', phone: 'Unterfeld' };
const townOf = (project: string) => ({
  name: towns[project as keyof typeof towns],
  country: 'LI',
  language: 'en' as const,
  email: `told-${project}@example.org`,
});

/** What the mail says below its footer. */
function choicesLink(mail: string): string {
  const link = /https?:\/\/\S+\/staff\/notices\?token=[\w-]+/.exec(mail)?.[0];
  expect(link, mail).toBeDefined();
  return link!;
}

async function searchEverything(page: Page, q: string): Promise<void> {
  await page.locator('h1').click();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: say.search.field })).toBeFocused();
  await page.keyboard.type(q);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: say.search.title })).toBeVisible();
}

test('the first page shows what is new; a mention is mailed with a link to the settings of mails; one search finds case, person and note', async ({
  page,
  browser,
}, { project }) => {
  test.setTimeout(120_000);
  const town = townOf(project.name);
  const reference = await joins(town);
  await atWorkbench(page, 'en');
  await goTo(page, 'home');
  await expect(page.getByRole('heading', { level: 1, name: say.home.title })).toBeFocused();
  await expectAccessible(page);
  const figure = page.locator('.home-figure', { hasText: new RegExp(`${say.home.group.fresh}$`) });
  const count = Number(await figure.locator('strong').innerText());
  expect(count).toBeGreaterThan(0);
  await figure.click();
  await expect(page).toHaveURL(/\/staff\/cases\?band=new/);
  await expect(page.locator('.row-link')).toHaveCount(Math.min(count, 50));
  if (project.name === 'desktop') {
    await page.setViewportSize({ width: 1280, height: 860 });
    const row = await page.locator('.row-link').first().boundingBox();
    expect(row!.y + row!.height, 'the first row is seen without scrolling').toBeLessThan(860);
  }
  const country = page.locator('details.filter').first();
  await country.locator('summary').click();
  for (const box of await country.getByRole('checkbox').all())
    await box.click({ trial: true, timeout: 5_000 });

  const zoe = {
    name: `Zoé ${project.name}`,
    email: `zoe-${project.name}@example.org`,
    roles: ['reviewer'],
    language: 'fr',
  };
  await proveByApi(page);
  expect((await page.request.post('/api/v1/staff/colleagues', { data: zoe })).ok()).toBe(true);
  await openCase(page, 'en', reference);
  await page
    .getByLabel(say.notes.label)
    .fill(`Does the stork on this seal nest there? @${zoe.name}`);
  await page.getByRole('button', { name: say.notes.post }).click();
  await expect(page.locator('.rows', { hasText: 'stork' })).toBeVisible();
  const mail = await readMail(zoe.email, town.name);
  expect(mail).not.toContain('stork');

  await test.step('the link opens nothing without a sign-in, and says whose it is', async () => {
    const link = new URL(choicesLink(mail));
    const stranger = await (await browser.newContext({ ...project.use })).newPage();
    await stranger.goto(link.pathname + link.search);
    await expect(stranger.getByRole('heading', { level: 1, name: say.signIn.title })).toBeVisible();
    await stranger.context().close();
    await page.goto(link.pathname + link.search);
    await expect(page.getByText(say.notices.othersLink.split('{')[0]!)).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel(say.notices.kind.newCase).selectOption('weekly');
    await page
      .getByRole('region', { name: say.notices.title })
      .getByRole('button', { name: say.account.save })
      .click();
    await expect(page.getByText(say.account.saved)).toBeVisible();
    await page.reload();
    await expect(page.getByLabel(say.notices.kind.newCase)).toHaveValue('weekly');
  });

  await searchEverything(page, reference);
  await expect(page.locator('.found')).toHaveCount(1);
  await searchEverything(page, 'stork');
  await expect(page.getByRole('region', { name: say.search.kind.notes })).toContainText('stork');
  await searchEverything(page, town.email);
  const person = page.getByRole('region', { name: say.search.kind.people });
  await expect(person).toContainText('Ivo Kovač');
  await expectAccessible(page);
  await person.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(town.name);
});

test('when the session ends in the middle of a decision, all choices and texts are restored', async ({
  page,
}, { project }) => {
  test.setTimeout(180_000);
  const town = { ...townOf(project.name), name: `${townOf(project.name).name} am See` };
  const reference = await joins({ ...town, email: `kept-${project.name}@example.org` });
  await atWorkbench(page, 'en');
  await openCase(page, 'en', reference);
  await page.getByRole('radio', { name: say.decision.request_changes, exact: true }).check();
  await page.locator('#reasonCode').selectOption('answers_unclear');
  await page.getByRole('button', { name: say.remarks.add }).click();
  await page.locator('#remark-0').selectOption('/authority/region');
  await page.locator('#remark-text-0').fill('In full, please.');
  await page.locator('textarea[name=reason]').fill('An hour of work.');
  await page.context().clearCookies();
  await page.getByLabel(say.notes.label).fill('Ask the prefecture.');
  await page.getByRole('button', { name: say.decision.submit }).click();

  await expect(page.getByRole('heading', { level: 1, name: say.signIn.title })).toBeVisible();
  await page.getByLabel(say.signIn.email).fill(colleague.email);
  await page.getByLabel(say.signIn.password).fill(colleague.password);
  await page.getByRole('button', { name: say.signIn.submit, exact: true }).click();
  await page.getByLabel(say.secondStep.code).fill(await nextCode());
  await page.getByRole('button', { name: say.secondStep.submit }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(town.name);
  await expect(
    page.getByRole('radio', { name: say.decision.request_changes, exact: true }),
  ).toBeChecked();
  await expect(page.locator('#reasonCode')).toHaveValue('answers_unclear');
  await expect(page.locator('#remark-text-0')).toHaveValue('In full, please.');
  await expect(page.locator('textarea[name=reason]')).toHaveValue('An hour of work.');
  await expect(page.getByLabel(say.notes.label)).toHaveValue('Ask the prefecture.');
  await expectAccessible(page);
  await page.getByRole('button', { name: say.decision.submit }).click();
  await expect(page.getByText(say.decision.done.request_changes)).toBeVisible();
  await expect(page.locator('textarea[name=reason]')).toHaveCount(0);
});

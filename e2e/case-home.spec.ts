import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { fillsIn, isApproved, joins, type Seed } from './seeds.ts';
import { atWorkbench } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { test } from './story-test.ts';
import { publicWords, subjectOf } from './words.ts';

const words = publicWords('en');

/** `SHOTS=folder` keeps pictures of the case page in three languages and both schemes. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (!folder) return;
  for (const language of ['en', 'fr', 'el'])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`/${language}/case`);
      const path = `${folder}/case-${name}-${language}-${colorScheme}.png`;
      await page.screenshot({ path, fullPage: true });
    }
  await page.goto('/en/case');
}

/** A town's office, in a separate browser. */
async function officeIn(browser: Browser, scripts = true): Promise<BrowserContext> {
  const { viewport = null, baseURL, extraHTTPHeaders } = test.info().project.use;
  return browser.newContext({
    ...{ viewport, baseURL: baseURL!, extraHTTPHeaders: extraHTTPHeaders! },
    javaScriptEnabled: scripts,
  });
}

/** A separate town for each story and screen. */
function townOf(stem: string): Seed {
  const { name: project } = test.info().project;
  const name = `${stem}${project === 'phone' ? 'dorf' : 'feld'}`;
  return { name, country: 'AT', language: 'en', email: `${name.toLowerCase()}@example.org` };
}

/** Headings in order; cards in one column on a phone, in two or three beside it. */
async function isHome(page: Page, longest = 2500): Promise<void> {
  await expectAccessible(page);
  const seen = await page.evaluate(() => ({
    levels: Array.from(
      document.querySelectorAll('main :is(h1,h2,h3,h4)'),
      ({ tagName }) => tagName,
    ),
    columns: new Set(
      Array.from(
        document.querySelectorAll('.case-card'),
        (card) => card.getBoundingClientRect().left,
      ),
    ).size,
    height: document.documentElement.scrollHeight,
    width: window.innerWidth,
  }));
  expect(seen.levels[0]).toBe('H1');
  expect(seen.levels.filter((level) => level === 'H1')).toHaveLength(1);
  if (seen.width < 400) {
    expect(seen.columns).toBe(1);
    expect(seen.height).toBeLessThan(longest);
  } else expect([2, 3]).toContain(seen.columns);
}

const cards = (page: Page) => page.locator('.case-card h3').allInnerTexts();

test('the case page shows cards for what can be done now, and no others', async ({
  page,
  browser,
}, { project }) => {
  test.setTimeout(240_000);
  const context = await officeIn(browser);
  const office = await context.newPage();
  const town = townOf('Heim');
  const { progress, amendment, practice, withdrawal } = words.ownPlace.offers;

  const reference = await joins(town, context.request);
  await office.goto('/en/case');
  await isHome(office);
  const waiting = await cards(office);
  expect(waiting).toContain(words.message.title);
  expect(waiting).toContain(words.caseAnswers.title);
  for (const { title } of [progress, amendment, practice, withdrawal])
    expect(waiting).not.toContain(title);
  await shoot(office, `waiting-${project.name}`);

  await atWorkbench(page, 'en');
  await isApproved(page, reference, true);
  await office.goto('/en/case');
  await isHome(office);
  const published = await cards(office);
  for (const { title } of [progress, amendment, practice, withdrawal, words.townKit])
    expect(published).toContain(title);
  await expect(office.locator('summary', { hasText: words.case.withdraw })).toHaveCount(0);
  await shoot(office, `published-${project.name}`);

  // A started report is continued, not started again.
  await office.getByRole('button', { name: amendment.title }).click();
  await expect(office).toHaveURL(/\/en\/endorse\/tasks$/);
  await office.goto('/en/case');
  await expect(office.getByRole('heading', { name: words.case.home.active })).toBeVisible();
  expect(await cards(office)).not.toContain(amendment.title);
  await isHome(office, 2800);
  await context.close();
});

test('without scripts, a card opens its page and a report can be started', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const context = await officeIn(browser, false);
  const office = await context.newPage();
  const town = townOf('Still');
  await fillsIn(town, context.request);
  await office.goto('/en/case');
  await office.getByRole('link', { name: words.case.goOn }).click();
  await expect(office).toHaveURL(/\/en\/endorse\/tasks$/);

  const mailbox = `amt-${town.email}`;
  const reference = await joins({ ...town, name: `${town.name} Markt`, email: mailbox });
  await atWorkbench(page, 'en');
  await isApproved(page, reference, true);
  await context.clearCookies();
  await office.goto('/en/case');
  await office.locator('input[name=email]').fill(mailbox);
  await office.getByRole('button', { name: words.caseSignIn.button }).click();
  await office.goto(linkIn(await readMail(mailbox, subjectOf('en', 'case_link'))));
  await office.getByRole('button', { name: words.caseOpen.button }).click();
  await office.getByRole('link', { name: words.people.title }).click();
  await expect(office.getByRole('heading', { level: 1 })).toHaveText(words.people.title);
  await office.goto('/en/case');
  await office.getByRole('button', { name: words.ownPlace.offers.progress.title }).click();
  await expect(office.locator('select[name="reports.0.progress"]')).toBeVisible();
  await context.close();
});

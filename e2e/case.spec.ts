import { expect, request, type APIRequestContext, type Locator, type Page } from '@playwright/test';
import { isApproved, joins, type Seed } from './seeds.ts';
import { atWorkbench, decide, openCase, staffWords } from './staff.ts';
import { expectAccessible, readMail } from './support.ts';
import { test } from './story-test.ts';

const say = staffWords.en;

/** Whether all of it, or its beginning, is seen without scrolling. */
async function isSeen(part: Locator): Promise<void> {
  const box = (await part.boundingBox())!;
  const { height } = part.page().viewportSize()!;
  expect(box.y, String(part)).toBeGreaterThanOrEqual(0);
  expect(box.y + Math.min(box.height, 120), String(part)).toBeLessThanOrEqual(height);
}

async function sendsAgain(town: APIRequestContext, nameEn: string): Promise<void> {
  const now = (await (await town.get('/api/v1/submission')).json()) as {
    version: number;
    answers: { authority: object };
  };
  const saved = await town.put('/api/v1/submission/sections/authority', {
    data: { ...now.answers.authority, nameEn },
    headers: { 'If-Match': `"${now.version}"` },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
  expect((await town.post('/api/v1/submission/sending')).ok()).toBe(true);
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!process.env['SHOTS']) return;
  await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
}

/** Towns whose names are unlike, so that no run's case looks like another's. */
const towns = {
  desktop: ['Feldkirchen', 'Ternitz', 'Schwechat'],
  phone: ['Gmunden', 'Bludenz', 'Wolfsberg'],
};

test('a doubtful case is decided on one screen, comes back with its changes, and is decided with the next', async ({
  page,
  baseURL,
}, info) => {
  test.setTimeout(180_000);
  const isPhone = info.project.name === 'phone';
  if (!isPhone) await page.setViewportSize({ width: 1280, height: 860 });
  const name = towns[isPhone ? 'phone' : 'desktop'][info.retry]!;
  const run = `${info.project.name}-${info.retry}`;
  const seed = (email: string): Seed => ({ name, country: 'AT', language: 'en', email });
  await atWorkbench(page, 'en');
  await isApproved(page, await joins(seed(`first-${run}@example.org`)), true);
  const town = await request.newContext({
    baseURL: baseURL!,
    extraHTTPHeaders: info.project.use.extraHTTPHeaders!,
  });
  const reference = await joins(seed(`twin-${run}@gmail.com`), town);
  const other = await joins({
    ...seed(`other-${run}@example.org`),
    name: `Altmünster ${run}`,
  });

  await test.step('the queue shows the findings of each row', async () => {
    await page.goto('/staff/cases?country=AT');
    const row = page.locator('tr', { hasText: reference });
    const same = say.finding.identity.sameName.replace('{name}', name);
    await expect(row.getByText(same)).toBeAttached();
    await expect(row.locator('.finding-marks .finding-icon').first()).toBeVisible();
    await expectAccessible(page);
    await shoot(page, `queue-${info.project.name}`);
    await row.getByRole('link', { name }).click();
    await expect(page.locator('.finding-list')).toContainText(same);
  });

  await test.step('authority, findings, document, answers and decision are on one screen', async () => {
    const decision = page.getByRole('heading', { name: say.decision.title, exact: true });
    await expect(page.getByText(say.documents.unopened, { exact: true })).toBeAttached();
    await shoot(page, `case-${info.project.name}`);
    await isSeen(page.getByRole('heading', { level: 1 }));
    await isSeen(page.locator('.finding-list'));
    if (isPhone) {
      await page.getByRole('link', { name: say.casePlace.toDecision }).click();
      await expect(decision).toBeFocused();
    } else {
      for (const part of ['.viewer', '.case-answers', '.case-decision'])
        await isSeen(page.locator(part));
      await page.mouse.wheel(0, 5000);
      await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(300);
      await page.evaluate(() => window.scrollTo(0, 400));
      await isSeen(decision);
    }
    await isSeen(decision);
    await expectAccessible(page);
  });

  await test.step('pressing an answer begins a remark on it', async () => {
    const answer = `${say.answer.section.authority}: ${say.answer.authority.nameEn}`;
    await page
      .getByRole('button', {
        name: say.remarks.on.replace(
          '{answer}',
          answer.replace(say.answer.authority.nameEn, say.answer.authority.nameOfficial),
        ),
      })
      .click();
    await expect(page.locator('#remark-text-0')).toBeFocused();
    await page.locator('#remark-0').selectOption('/authority/nameEn');
    await page.locator('#remark-text-0').fill('What is it called in English?');
    await page.locator('#remark-text-0').press('Escape');
    await expect(page.locator('#remark-text-0')).not.toBeFocused();
    await page.locator('#reasonCode').selectOption('other');
    await shoot(page, `remark-${info.project.name}`);
    await expectAccessible(page);
    await page.getByRole('button', { name: say.decision.submitNext }).click();
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(name);
    await expect(page.getByText(say.undo.what.replace('{name}', name))).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('on the next case, z undoes the step on the one before', async () => {
    await page.keyboard.press('z');
    await expect(page.getByText(say.undo.done)).toBeVisible();
    await expectAccessible(page);
    await page.locator('main').getByRole('link', { name, exact: true }).click();
    await expect(
      page.getByRole('radio', { name: say.decision.approve, exact: true }),
    ).toBeVisible();
    await decide(page, 'en', 'request_changes', 'What is it called in English?');
    await expect(page.getByText(say.decision.done.request_changes)).toBeVisible();
  });

  await test.step('the keys work while a radio button has the focus', async () => {
    await page.goto(`/staff/cases?q=${other}`);
    await page.locator('.row-link').click();
    await expect(page.getByRole('radio', { name: say.decision.reject })).toBeVisible();
    await page.keyboard.press('r');
    await expect(page.getByRole('radio', { name: say.decision.reject })).toBeFocused();
    await page.keyboard.press('a');
    await expect(
      page.getByRole('radio', { name: say.decision.approve, exact: true }),
    ).toBeChecked();
  });

  await test.step('the town sends it again: changes are shown, and the queue says so', async () => {
    await sendsAgain(town, 'Its name in English');
    await page.goto('/staff/cases?country=AT');
    const row = page.locator('tr', { hasText: reference });
    await expect(row.getByText(say.sentAgain.tag, { exact: true })).toBeVisible();
    await openCase(page, 'en', reference);
    const back = page.getByRole('region', { name: say.sentAgain.title });
    await expect(back.locator('ins')).toHaveText('Its name in English');
    await expect(page.getByRole('combobox', { name: say.assignment.label })).not.toHaveValue('');
    await expectAccessible(page);
    await shoot(page, `back-${info.project.name}`);
    await page.getByRole('button', { name: say.header.other }).click();
    await shoot(page, `back-fr-${info.project.name}`);
    await expectAccessible(page);
  });
  await test.step('a duplicate is rejected as one in one step, with its mail', async () => {
    await openCase(page, 'fr', reference);
    const { duplicates, decision } = staffWords.fr;
    await page.getByRole('button', { name: duplicates.same }).click();
    await expect(page.locator('#same-as')).toBeFocused();
    await expect(page.locator('#reasonCode')).toHaveValue('entered_twice');
    await expectAccessible(page);
    await shoot(page, `same-${info.project.name}`);
    await page.getByRole('button', { name: decision.submit }).click();
    await expect(page.getByText(decision.done.reject)).toBeVisible();
    await readMail(`twin-${run}@gmail.com`, `${name} is already on the register`);
  });
  await town.dispose();
});

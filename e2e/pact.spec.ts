import { expect, type Page } from '@playwright/test';
import { extractText } from 'unpdf';
import { atWorkbench, staffWords, goTo } from './staff.ts';
import { expectAccessible } from './support.ts';
import { publicWords } from './words.ts';
import { test } from './story-test.ts';

const say = staffWords.en;
const code = 'prevention.training';

/** A town that pledged the action before anything was reworded. */
async function oldSignatory(page: Page): Promise<string> {
  const answer = await page.request.get(`/api/v1/signatories?action=${code}&limit=1`);
  const { items } = (await answer.json()) as { items: { slug: string }[] };
  return `/signatories/${items[0]!.slug}`;
}

/** A case that was sent, with this action, before anything was reworded. */
async function oldCase(page: Page): Promise<string> {
  const api = '/api/v1/staff/submissions';
  const { items } = (await (await page.request.get(`${api}?show=waiting`)).json()) as {
    items: { id: string }[];
  };
  for (const { id } of items) {
    const found = (await (await page.request.get(`${api}/${id}`)).json()) as {
      pactVersion: number;
      answers: { prevention?: { actions: { code: string }[] } };
    };
    const actions = found.answers.prevention?.actions ?? [];
    if (found.pactVersion === 1 && actions.some((action) => action.code === code))
      return `/staff/cases/${id}`;
  }
  throw new Error('no waiting case has this action');
}

async function actionOf(page: Page, version = ''): Promise<{ wording: Record<string, string> }> {
  const pillars = (await (await page.request.get(`/api/v1/pact${version}`)).json()) as {
    actions: { code: string; wording: Record<string, string> }[];
  }[];
  return pillars.flatMap(({ actions }) => actions).find((action) => action.code === code)!;
}

test('CT1 an administrator corrects a helpline, rewords an action in three languages and publishes', async ({
  page,
}, info) => {
  test.setTimeout(150_000);
  const first = (await actionOf(page, '?version=1')).wording;
  await atWorkbench(page, 'en');
  await page.goto('/staff/helplines');
  await page.getByRole('link', { name: '119', exact: true }).first().click();
  await page.getByLabel(say.helplines.hours).fill(`24/7 ${info.project.name}`);
  await page.getByRole('button', { name: say.helplines.save, exact: true }).click();
  await expect(page.getByText(say.helplines.saved)).toBeVisible();

  await goTo(page, 'publishing', 'pact');
  await expect(page.getByRole('heading', { name: /Version 1/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: say.pact.prepare }).click();
  await page.getByLabel(say.pact.part).selectOption('prevention');
  await page.getByLabel(say.pact.translate).selectOption('de');
  const action = page.getByRole('group', { name: code });
  const words = {
    en: `Train all staff (${info.project.name})`,
    fr: `Former tout le personnel (${info.project.name})`,
    de: `Alle Beschäftigten schulen (${info.project.name})`,
  };
  for (const [language, text] of Object.entries(words))
    await action.locator(`textarea[id$="wording-${language}"]`).fill(text);
  await page.getByRole('button', { name: say.pact.save, exact: true }).click();
  await expect(page.getByText(say.pact.saved)).toBeVisible();
  await expect(page.getByText(/Polish: 1 text not updated/)).toBeVisible();
  await page.getByText(say.pact.preview, { exact: true }).click();
  await page.getByLabel(say.pact.previewIn).selectOption('de');
  await expect(page.getByRole('article')).toContainText(words.de);
  await expectAccessible(page);
  expect((await actionOf(page)).wording['en']).not.toBe(words.en);

  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: say.pact.publish }).click();
  await expect(page.getByText(say.pact.inForce).first()).toBeVisible();
  await expect(page).toHaveURL(/\/staff\/pact$/);

  // The API, the page of an old signatory in three languages, the paper and the form.
  expect((await actionOf(page)).wording).toMatchObject(words);
  const town = await oldSignatory(page);
  for (const language of ['en', 'fr', 'de'] as const) {
    await page.goto(`/${language}${town}`);
    await expect(page.getByRole('main')).toContainText(first[language]!);
    await expect(page.locator('.pledge-reworded').first()).toContainText(words[language]);
  }
  await page.goto('/en/help?country=FR');
  await expect(page.getByRole('main')).toContainText(`24/7 ${info.project.name}`);
  const paper = await page.request.get('/en/pact/endorsement.pdf');
  const { text } = await extractText(new Uint8Array(await paper.body()), { mergePages: true });
  expect(text).toMatch(/Version [23] of the Pact\./);
  await page.goto(await oldCase(page));
  await expect(page.getByRole('main')).toContainText(first['en']!);
  await expect(page.getByRole('main')).not.toContainText(words.en);
  await expect(
    page.getByText(/version 1 of the Pact, which applied when this was sent/),
  ).toBeVisible();
  await page.goto('/en/endorse');
  await page.getByRole('button', { name: publicWords('en').start.begin }).click();
  await page.goto('/en/endorse/prevention');
  await expect(page.getByLabel(words.en).first()).toBeVisible();
  await expect(page.getByText(publicWords('en').pact.proposed)).toBeVisible();
  await expectAccessible(page);

  // Once the Congress has approved it, nothing is proposed any more.
  await page.goto('/staff/pact');
  await page.getByRole('button', { name: say.pact.recordApproval }).first().click();
  await page.getByLabel(say.common.day).fill('12');
  await page.getByLabel(say.common.month).fill('10');
  await page.getByLabel(say.common.year).fill('2026');
  await page.getByLabel(say.pact.document, { exact: true }).fill('CPL/Bur(2026)12');
  await expectAccessible(page);
  await page.getByRole('button', { name: say.pact.recordApproval }).first().click();
  await expect(page.getByLabel(say.pact.document, { exact: true })).toHaveCount(0);
  await expect(page.getByText(say.pact.wording.approved, { exact: true }).first()).toBeVisible();
  await page.goto('/en/pact/text');
  await expect(page.getByRole('main')).toContainText('CPL/Bur(2026)12');
  await page.goto('/en/endorse/prevention');
  await expect(page.getByText(publicWords('en').pact.proposed)).toHaveCount(0);
});

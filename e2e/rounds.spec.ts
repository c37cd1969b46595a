import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { isApproved, joins, type Seed } from './seeds.ts';
import { atWorkbench, goTo, staffWords } from './staff.ts';
import { expectAccessible, readMail, signedPact } from './support.ts';
import { test } from './story-test.ts';
import { publicWords } from './words.ts';

const say = staffWords.en;
const words = publicWords('en').round;
const family = { desktop: 'Fragenfeld', phone: 'Fragendorf' };
const languages = ['en', 'fr', 'de'] as const;
const filled = (text: string, values: Record<string, string | number>) =>
  Object.entries(values).reduce(
    (told, [name, value]) => told.replaceAll(`{${name}}`, `${value}`),
    text,
  );
const several = (text: string, n: number) => filled(text.split(' | ').at(-1)!, { n });
const title = 'Prevention in schools';
const asked = {
  en: {
    choice: 'Is there a contact person in each school?',
    options: 'Yes\nIn some\nNo',
    number: 'How many schools take part?',
    text: 'What is difficult?',
    file: 'Your plan for schools',
  },
  fr: {
    choice: 'Chaque école a-t-elle une personne référente ?',
    options: 'Oui\nDans certaines\nNon',
    number: 'Combien d’écoles participent ?',
    text: 'Qu’est-ce qui est difficile ?',
    file: 'Votre plan pour les écoles',
  },
};
type Town = Seed & { context: BrowserContext };

/** Three towns of one country, each in a browser of its own: the second runs no scripts. */
async function townsOf(browser: Browser, baseURL: string, project: string): Promise<Town[]> {
  const name = family[project as keyof typeof family];
  const towns: Town[] = [];
  for (const [n, language] of languages.entries())
    towns.push({
      name: `${name} ${'abc'[n]!}`,
      ...{ country: 'AT', language, email: `round-${project}-${n}@example.org` },
      context: await browser.newContext({ baseURL, javaScriptEnabled: n !== 1 }),
    });
  return towns;
}

async function addQuestion(page: Page, kind: keyof typeof say.round.kind): Promise<void> {
  await page.locator('#questions').selectOption(kind);
  await expect(page.locator('#questions')).toHaveValue('');
}

/** The file is added first, and stays the last question. */
async function writesQuestions(page: Page): Promise<void> {
  for (const kind of ['file', 'choice', 'number', 'text'] as const) await addQuestion(page, kind);
  for (const [language, texts] of Object.entries(asked)) {
    const fill = (field: string, value: string) =>
      page.locator(`#${language}-${field}`).fill(value);
    await fill('0-wording', texts.choice);
    await fill('0-options', texts.options);
    await fill('1-wording', texts.number);
    await fill('2-wording', texts.text);
    await fill('3-wording', texts.file);
  }
  await page.locator('#\\31 -max').fill('500');
  await page.locator('#\\32 -required').uncheck();
}

async function fillsDay(page: Page, days: number): Promise<void> {
  const [year, month, day] = new Date(Date.now() + days * 86_400_000).toISOString().split(/[-T]/);
  await page.locator('#lastDay').fill(day!);
  await page.locator('#lastDay-month').fill(month!);
  await page.locator('#lastDay-year').fill(year!);
}

const file = (name: string) => ({ ...signedPact, name });

test('staff ask three signatories: preview, a test, answers with and without scripts, and what is published', async ({
  page,
  browser,
  baseURL,
}, { project }) => {
  test.setTimeout(300_000);
  const name = family[project.name as keyof typeof family];
  const towns = await townsOf(browser, baseURL!, project.name);
  const references: string[] = [];
  for (const town of towns) references.push(await joins(town, town.context.request));
  await atWorkbench(page, 'en');
  for (const reference of references) await isApproved(page, reference, true);

  await goTo(page, 'register');
  await page.getByRole('searchbox', { name: say.register.search }).fill(name);
  await page.getByRole('button', { name: say.queue.searchButton }).click();
  await expect(page.getByText(several(say.register.found, 3), { exact: true })).toBeVisible();
  await page.getByRole('button', { name: say.round.write, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.round.untitled })).toBeVisible();
  await expect(page.getByText(several(say.round.recipients, 3))).toBeVisible();
  await expectAccessible(page);

  for (const language of ['en', 'fr'] as const) {
    const text = language === 'en' ? title : 'La prévention à l’école';
    await page.locator(`#${language}-title`).fill(text);
    await page.locator(`#${language}-intro`).fill(`${text}.`);
  }
  await writesQuestions(page);
  await page.getByLabel(say.round.willPublish).check();
  await page.getByRole('button', { name: say.round.save }).click();
  await expect(page.getByText(say.round.saved)).toBeVisible();
  await expect(page.getByText(say.round.fileHint)).toBeVisible();
  await expectAccessible(page);

  // Without a last day there is no invitation to show.
  const french = page.locator('.letter-language', { hasText: 'French' });
  await french.getByRole('button', { name: /^Preview for / }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await fillsDay(page, 30);
  await french.getByRole('button', { name: /^Preview for / }).click();
  await expect(page.locator('.mail-sheet')).toContainText('La prévention à l’école');
  const german = page.locator('.letter-language', { hasText: 'German' });
  await expect(german).toContainText(filled(say.mailing.getsIn, { language: 'English' }));
  await german.getByRole('button', { name: /^Preview for / }).click();
  await expect(page.locator('.mail-sheet')).toContainText(words.mail.howPublic);
  await expectAccessible(page);
  await french.getByRole('button', { name: /^Send me a test/ }).click();
  await expect(page.getByText(say.mailing.tested)).toBeVisible();
  expect(await readMail('admin@localhost', '[Test] La prévention')).toContain('/fr/case/rounds/');

  await page.getByLabel(say.round.sure).check();
  await page.getByRole('button', { name: several(say.round.openButton, 3) }).dblclick();
  await expect(page.getByText(say.round.did.open)).toBeVisible();
  await expectAccessible(page);
  const id = new URL(page.url()).pathname.split('/').at(-1)!;

  // The first has scripts, and changes its answers before the last day.
  const [first, second, third] = towns as [Town, Town, Town];
  const mail = await readMail(first.email, `${title}: questions to ${first.name}`);
  expect(mail).toContain(`/en/case/rounds/${id}`);
  const office = await first.context.newPage();
  await office.goto('/en/case');
  await office.getByRole('link', { name: title }).click();
  await expect(office.getByText(words.howPublic)).toBeVisible();
  await expectAccessible(office);
  await office.getByRole('button', { name: words.button }).click();
  await expect(office.getByRole('alert')).toBeVisible();
  await expectAccessible(office);
  await office.getByLabel('Yes', { exact: true }).check();
  await office.locator('#field-answers-1').fill('12');
  await office.locator('#field-answers-2').fill('The time of teachers.');
  const wrong = { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no PDF') };
  await office.locator('#field-answers-3').setInputFiles(wrong);
  await office.getByRole('button', { name: words.button }).click();
  await expect(office.locator('#field-answers-3-error')).toBeVisible();
  await expect(office.locator('#field-answers-2')).toHaveValue('The time of teachers.');
  await expectAccessible(office);
  await office.locator('#field-answers-3').setInputFiles(file('plan.pdf'));
  await office.getByRole('button', { name: words.button }).click();
  await expect(office.getByText(words.saved)).toBeVisible();
  await expect(office.getByRole('link', { name: 'plan.pdf' })).toBeVisible();
  await expectAccessible(office);
  await office.locator('#field-answers-1').fill('20');
  await office.getByRole('button', { name: words.button }).click();
  await expect(office.getByText(words.saved)).toBeVisible();
  await expect(office.locator('#field-answers-1')).toHaveValue('20');
  await expect(office.getByRole('link', { name: 'plan.pdf' })).toBeVisible();

  // The second runs none; the third reads German, gets English, and is told so.
  for (const [town, option, count] of [
    [second, 'Oui', '3'],
    [third, 'No', '7'],
  ] as const) {
    const form = await town.context.newPage();
    await form.goto(`/${town.language}/case/rounds/${id}`);
    if (town === third) await expect(form.getByText('auf Englisch')).toBeVisible();
    await form.getByLabel(option, { exact: true }).check();
    await form.locator('#field-answers-1').fill(count);
    await form.locator('#field-answers-3').setInputFiles(file(`${town.language}.pdf`));
    await form.getByRole('button', { name: publicWords(town.language).round.button }).click();
    await expect(form.getByText(publicWords(town.language).round.saved)).toBeVisible();
    if (town === third) await expectAccessible(form);
  }

  await page.reload();
  await expect(page.getByText(filled(say.round.answeredOf, { n: 3, all: 3 }))).toBeVisible();
  const results = page.getByRole('region', { name: say.round.results });
  await expect(results.getByRole('row', { name: /Austria/ }).first()).toContainText('3');
  await expect(results.getByText('The time of teachers.')).toBeVisible();
  const download = page.waitForEvent('download');
  await results.getByRole('link', { name: 'plan.pdf' }).click();
  expect((await download).suggestedFilename()).toBe('plan.pdf');
  await expectAccessible(page);

  const reader = await (await browser.newContext({ baseURL: baseURL! })).newPage();
  expect((await reader.goto(`/en/rounds/${id}`))!.status()).toBe(404);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: say.round.step.close }).click();
  await expect(page.getByText(say.round.did.close)).toBeVisible();
  await expectAccessible(page);

  await office.goto(`/en/case/rounds/${id}`);
  await expect(office.getByText(words.closed)).toBeVisible();
  await expect(office.getByRole('link', { name: 'plan.pdf' })).toBeVisible();
  await expectAccessible(office);
  await reader.goto('/en/figures');
  await reader.getByRole('link', { name: title }).first().click();
  await expect(reader.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(reader.getByText('30', { exact: true }).first()).toBeVisible();
  await expect(reader.getByText(words.noTexts)).toBeVisible();
  await expect(reader.getByText(words.noFiles)).toBeVisible();
  const shown = (await reader.getByRole('main').textContent())!;
  expect(shown).not.toMatch(/time of teachers|plan\.pdf/);
  expect(shown).not.toContain(name);
  await expectAccessible(reader);

  await page.goto('/staff/rounds');
  await expect(page.getByRole('link', { name: title }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: say.header.other, exact: true }).click();
  await expect(page.getByRole('heading', { name: staffWords.fr.round.title })).toBeVisible();
  await page.getByRole('button', { name: staffWords.fr.header.other, exact: true }).click();
  for (const { context } of towns) await context.close();
});

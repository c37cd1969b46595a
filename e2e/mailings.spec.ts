import { expect, request, type APIRequestContext, type Page } from '@playwright/test';
import { isApproved, joins, type Seed } from './seeds.ts';
import { atWorkbench, goTo, staffWords } from './staff.ts';
import { expectAccessible, readMail } from './support.ts';
import { test } from './story-test.ts';

const say = staffWords.en;
const languages = ['en', 'fr', 'de', 'pl'] as const;
const countries = { en: 'LI', fr: 'FR', de: 'AT', pl: 'UA' } as const;
const family = { desktop: 'Breitenbrief', phone: 'Schmalenbrief' };
const count = 30;
const filled = (text: string, values: Record<string, string | number>) =>
  Object.entries(values).reduce(
    (told, [name, value]) => told.replaceAll(`{${name}}`, `${value}`),
    text,
  );
const several = (text: string, n: number) => filled(text.split(' | ').at(-1)!, { n });

/** Letters only: A to Z, then AA. */
const letters = (n: number): string => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));

const townsOf = (project: string): Seed[] =>
  Array.from({ length: count }, (_, n) => {
    const language = languages[n % languages.length]!;
    return {
      name: `${family[project as keyof typeof family]} ${letters(n)}`,
      ...{ country: countries[language], language },
      email: `letter-${project}-${n}@example.org`,
    };
  });

/** Each from a separate network, three at a time. */
async function all(towns: Seed[], baseURL: string): Promise<string[]> {
  const references: string[] = [];
  const network = (n: number): Promise<APIRequestContext> =>
    request.newContext({
      baseURL,
      extraHTTPHeaders: { 'x-forwarded-for': `2001:db8:ab${n.toString(16)}::1` },
    });
  for (let begin = 0; begin < towns.length; begin += 3)
    references.push(
      ...(await Promise.all(
        towns.slice(begin, begin + 3).map(async (town, n) => joins(town, await network(begin + n))),
      )),
    );
  return references;
}

async function write(page: Page, language: string, subject: string, text: string): Promise<void> {
  await page.locator(`#${language}-subject`).fill(subject);
  await page.locator(`#${language}-text`).fill(text);
}

test('a letter to 30 signatories in four languages: previews, a test, once to each, and results', async ({
  page,
  baseURL,
}, { project }) => {
  test.setTimeout(300_000);
  const towns = townsOf(project.name);
  const references = await all(towns, baseURL!);
  await atWorkbench(page, 'en');
  for (const reference of references) await isApproved(page, reference, true);

  await goTo(page, 'register');
  const name = family[project.name as keyof typeof family];
  await page.getByRole('searchbox', { name: say.register.search }).fill(name);
  await page.getByRole('button', { name: say.queue.searchButton }).click();
  await expect(page.getByText(several(say.register.found, count), { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: say.mailing.write, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.mailing.untitled })).toBeVisible();
  await expect(page.getByText(several(say.mailing.recipients, count))).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('radio', { name: say.mailing.kind.news }).check();
  await write(page, 'en', 'Meeting for {authority}', 'We invite {contact} of {authority}.');
  await write(page, 'fr', 'Rencontre : {authority}', 'Nous invitons {contact}, {authority}.');
  await page.locator('#more-language').selectOption('pl');
  await write(page, 'pl', 'Spotkanie: {authority}', 'Zapraszamy, {password}.');
  await page.getByRole('button', { name: say.mailing.save }).click();
  await expect(page.getByRole('alert')).toContainText('{password}');
  await expectAccessible(page);
  await write(page, 'pl', 'Spotkanie: {authority}', 'Zapraszamy: {contact}.');
  await page.getByRole('button', { name: say.mailing.save }).click();
  await expect(page.getByText(say.mailing.saved)).toBeVisible();
  // German cases get English.
  const german = page.locator('.letter-language', { hasText: 'German' });
  await expect(german).toContainText(filled(say.mailing.getsIn, { language: 'English' }));

  for (const [language, subject] of [
    ['French', 'Rencontre : '],
    ['Polish', 'Spotkanie: '],
    ['German', 'Meeting for '],
  ] as const) {
    const row = page.locator('.letter-language', { hasText: language });
    await row.getByRole('button', { name: /^Preview for / }).click();
    await expect(page.locator('.mail-sheet')).toContainText(`${subject}${name}`);
  }
  await expectAccessible(page);
  const french = page.locator('.letter-language', { hasText: 'French' });
  await french.getByRole('button', { name: /^Send me a test/ }).click();
  await expect(page.getByText(say.mailing.tested)).toBeVisible();
  expect(await readMail('admin@localhost', '[Test] Rencontre : ')).toContain('Nous invitons');

  const send = page.getByRole('button', { name: several(say.mailing.send, count) });
  await expect(send).toBeDisabled();
  await page.getByLabel(say.mailing.sure).check();
  await send.dblclick();
  await expect(page.getByText(say.mailing.sending)).toBeVisible();
  for (const [n, subject] of [
    [0, 'Meeting for '],
    [1, 'Rencontre : '],
    [2, 'Meeting for '],
    [3, 'Spotkanie: '],
  ] as const)
    expect(await readMail(towns[n]!.email, `${subject}${towns[n]!.name}`)).toContain(
      '/letters/leave',
    );
  await expect(async () => {
    await page.reload();
    await expect(page.locator('.letter-sent')).toHaveCount(count);
  }).toPass({ timeout: 60_000 });
  await expectAccessible(page);

  // One of them does not want news.
  const mail = await readMail(towns[1]!.email, `Rencontre : ${towns[1]!.name}`);
  const link = /https?:\/\/\S+\/fr\/letters\/leave\?token=[\w-]+/.exec(mail)![0];
  await page.goto(link);
  await expectAccessible(page);
  await page.getByRole('main').getByRole('button').click();
  await expect(page.getByRole('status')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/staff/mailings');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Meeting for' }).first().click();
  await page.getByRole('button', { name: say.header.other, exact: true }).click();
  await expect(page.getByRole('heading', { name: staffWords.fr.mailing.results })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: staffWords.fr.header.other, exact: true }).click();
});

import { expect, type Page, type TestInfo } from '@playwright/test';
import { allJoin, isApproved, isPublished, joins, mergesInto, type Seed } from './seeds.ts';
import { atWorkbench, staffWords } from './staff.ts';
import { expectAccessible, linkIn, readMail, signedPact } from './support.ts';
import { test } from './story-test.ts';
import { publicWords, subjectOf } from './words.ts';

const say = staffWords.en;
const texts = publicWords('en');
const languages = ['en', 'fr', 'de', 'pl'] as const;
const countries = { en: 'LI', fr: 'FR', de: 'AT', pl: 'UA' } as const;
const letters = (n: number): string => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));

/** A name that no other screen and no earlier try of the story uses. */
const ownName = ({ project, retry }: TestInfo, desktop: string, phone: string): string =>
  `${project.name === 'phone' ? phone : desktop}${retry > 0 ? 'er' : ''}`;

/** Towns that a search finds together, of several countries, languages and kinds. */
const townsOf = (family: string, count: number): Seed[] =>
  Array.from({ length: count }, (_, n) => {
    const language = languages[n % languages.length]!;
    return {
      name: `${family} ${letters(n)}`,
      ...{ country: countries[language], language },
      email: `${family.toLowerCase()}-${n}@example.org`,
      ...(n % 5 === 4 ? { kind: 'association' as const } : {}),
      ...(n % 7 === 6 ? { isOutside: true } : {}),
    };
  });

/** Chooses a verdict by its key, gives the reason, and opens the next case. */
async function decidesByKeys(page: Page, key: 'a' | 'r' | 'c', words: string): Promise<void> {
  const verdict = { a: 'approve', r: 'reject', c: 'request_changes' } as const;
  const { name } = signedPact;
  const show = page.getByRole('button', { name: say.viewer.show.replace('{name}', name) });
  await expect(show).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByText(say.documents.opened, { exact: true })).toBeVisible();
  await page.keyboard.press(key);
  await expect(
    page.getByRole('radio', { name: say.decision[verdict[key]], exact: true }),
  ).toBeChecked();
  // A town that resembles one on the register has to be compared with it.
  const compared = page.locator('#duplicatesCompared');
  if (key === 'a' && (await compared.isVisible())) await compared.press('Space');
  if (key !== 'a') {
    await page.locator('#reasonCode').selectOption('other');
    await page.locator('textarea[name=reason]').focus();
    await page.keyboard.type(words);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: say.decision.submit, exact: true }).press('Enter');
  await expect(page.getByText(say.decision.done[verdict[key]])).toBeVisible();
}

test('the desk of a Monday: 20 cases of all kinds, five of them decided by keyboard', async ({
  page,
}, info) => {
  test.setTimeout(180_000);
  const name = ownName(info, 'Montagsau', 'Lunedal');
  await allJoin(townsOf(name, 20));
  await atWorkbench(page, 'en');
  await page.goto(`/staff/cases?q=${name}`);
  await expect(page.locator('.row-link')).toHaveCount(20);
  await expectAccessible(page);
  const began = Date.now();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  for (const [key, words] of [
    ['a', ''],
    ['c', 'The seal on page 2 cannot be read.'],
    ['a', ''],
    ['r', 'This is a firm and not an authority.'],
    ['a', ''],
  ] as const) {
    await decidesByKeys(page, key, words);
    const before = await page.getByRole('heading', { level: 1 }).innerText();
    await page.keyboard.press('n');
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(before);
  }
  expect(Date.now() - began, 'milliseconds for five cases').toBeLessThan(10 * 60_000);
  await page.goto(`/staff/cases?q=${name}`);
  await expect(page.locator('.row-link')).toHaveCount(15);
});

test('a reason begun on one computer is finished on another, and is gone once it is sent', async ({
  page,
  browser,
}, info) => {
  test.setTimeout(120_000);
  const name = ownName(info, 'Zweitpult', 'Drittpult');
  const town: Seed = { name, country: 'LI', language: 'en', email: `${name}@example.org` };
  const reference = await joins({ ...town, email: town.email.toLowerCase() });
  await atWorkbench(page, 'en');
  await page.goto(`/staff/cases?q=${reference}`);
  await page.locator('.row-link').click();
  await page.getByRole('radio', { name: say.decision.request_changes, exact: true }).check();
  const reason = page.locator('textarea[name=reason]');
  await reason.fill('Please scan the second page again: its seal cannot be read.');
  await expect(page.getByText(say.drafts.kept)).toBeVisible();
  await expectAccessible(page);

  const elsewhere = await browser.newPage(info.project.use);
  await atWorkbench(elsewhere, 'en');
  await elsewhere.goto(page.url());
  const offer = elsewhere.locator('.draft-offer');
  await expect(offer).toContainText('Please scan the second page again');
  await expectAccessible(elsewhere);
  await offer.getByRole('button', { name: say.drafts.accept }).click();
  await expect(elsewhere.locator('textarea[name=reason]')).toHaveValue(/its seal cannot be read/);
  await elsewhere.locator('#reasonCode').selectOption('other');
  await elsewhere.getByRole('button', { name: say.decision.submit, exact: true }).click();
  await expect(elsewhere.getByText(say.decision.done.request_changes)).toBeVisible();

  await page.goto(`/staff/cases?show=changes_requested&q=${reference}`);
  await page.locator('.row-link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await expect(page.locator('.draft-offer')).toHaveCount(0);
  await elsewhere.context().close();
});

/** Imports a town as an entry from before the register, and opens its file. */
async function importsTown(page: Page, name: string): Promise<string> {
  await page.goto('/staff/imports');
  await page.getByLabel(say.imports.file, { exact: true }).setInputFiles({
    name: 'old.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`name,country,kind,signed on\n${name},LI,municipality,2015-05-02`),
  });
  await page.getByRole('button', { name: say.imports.look, exact: true }).click();
  await page.getByRole('button', { name: say.imports.run }).click();
  await page.getByRole('link', { name: say.imports.toRows }).click();
  await page.locator('.queue-table').getByRole('link', { name }).click();
  await page.getByRole('link', { name: say.editing.side['signatory-file'] }).click();
  await expect(page.getByText(say.signatoryFile.imported)).toBeVisible();
  await expect(page.getByText(say.signatoryFile.noCases)).toBeVisible();
  await expectAccessible(page);
  return page.url().split('/').at(-2)!;
}

test('an imported signatory gets its contact by invitation, and the own page of the town opens', async ({
  page,
  browser,
}, info) => {
  test.setTimeout(120_000);
  const name = ownName(info, 'Ladenfeld', 'Ladenburgau');
  const email = `vera@${name.toLowerCase()}.example`;
  await atWorkbench(page, 'en');
  const id = await importsTown(page, name);
  await expect(page.getByText(say.contactInvitation.notPublic)).toBeVisible();
  await isPublished(page, id);
  await page.reload();
  await page.getByText(say.contactInvitation.title, { exact: true }).click();
  await page.getByLabel(say.contactInvitation.name).fill('Vera Vogt');
  await page.getByLabel(say.contactInvitation.email).fill(`Vera@${name}.example`);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole('link', { name: say.editing.side.signatory }).click();
  expect(asked).toEqual([say.articles.unsaved]);
  await expect(page.getByLabel(say.contactInvitation.name)).toHaveValue('Vera Vogt');
  await page.getByRole('button', { name: say.contactInvitation.send }).click();
  await expect(page.getByText(/Not opened yet/)).toBeVisible();
  await expectAccessible(page);

  const town = await browser.newContext({ ...info.project.use, javaScriptEnabled: false });
  const invited = await town.newPage();
  await invited.goto(linkIn(await readMail(email, name)));
  await invited.getByRole('button', { name: texts.contactInvitation.beginButton }).click();
  await expect(invited.getByRole('link', { name })).toBeVisible();
  await invited.getByLabel(texts.contactInvitation.office).fill('Head of youth services');
  await invited.getByRole('button', { name: texts.handOver.acceptButton }).click();
  await expect(invited.getByText(texts.contactInvitation.done)).toBeVisible();

  await page.reload();
  await expect(page.getByText(/confirmed the address/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: say.contactInvitation.confirm }).click();
  await expect(page.getByRole('link', { name: email })).toBeVisible();
  await expect(page.getByText(say.signatoryFile.imported)).toHaveCount(0);
  expect(asked).toHaveLength(1);
  await invited.goto(linkIn(await readMail(email, subjectOf('en', 'contact_welcome'))));
  await invited.locator('input[name=email]').fill(email);
  await invited.getByRole('button', { name: texts.caseSignIn.button }).click();
  await invited.goto(linkIn(await readMail(email, subjectOf('en', 'case_link'))));
  await invited.getByRole('button', { name: texts.caseOpen.button }).click();
  await expect(invited.getByRole('main')).toContainText(name);
  await town.close();
});

test('an imported signatory gets its contact: the endorsement is approved and the entries become one', async ({
  page,
}, info) => {
  test.setTimeout(120_000);
  const name = ownName(info, 'Altenhort', 'Altenwehr');
  await atWorkbench(page, 'en');
  const imported = await importsTown(page, name);

  const email = `${name.toLowerCase()}@example.org`;
  const reference = await joins({ name, country: 'LI', language: 'en', email });
  const { signatory } = await isApproved(page, reference, true, 'The import of old entries');
  await mergesInto(page, imported, signatory.id);
  await page.goto(`/staff/register/${signatory.id}/file`);
  await expect(page.getByRole('link', { name: email })).toBeVisible();
  await expect(
    page.getByRole('link', { name: `${say.subject.endorsement} ${reference}` }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: signedPact.name })).toBeVisible();
  await expect(page.getByText(say.signatoryFile.imported)).toHaveCount(0);
  await expectAccessible(page);
});

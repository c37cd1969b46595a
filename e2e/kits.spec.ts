import { expect } from '@playwright/test';
import { kitFormats, kitPapers } from '../contract/council-kit.ts';
import { isApproved, joins } from './seeds.ts';
import { atWorkbench } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { test } from './story-test.ts';
import { publicWords, subjectOf } from './words.ts';

const words = publicWords('en');

test('a council finds its papers without scripts, each with its type and size', async ({
  browser,
  baseURL,
}, { project }) => {
  const { viewport = null, colorScheme = null } = project.use;
  const context = await browser.newContext({ javaScriptEnabled: false, viewport, colorScheme });
  const page = await context.newPage();
  for (const language of ['en', 'el'] as const) {
    await page.goto(`${baseURL}/${language}/join`);
    // Sizes are known once the files are written; the page waits for none.
    for (const paper of kitPapers)
      for (const format of kitFormats)
        await page.request.get(`${baseURL}/${language}/join/${paper}.${format}`);
    await page.reload();
    await page
      .getByRole('heading', { name: publicWords(language).kit.title })
      .scrollIntoViewIfNeeded();
    for (const paper of kitPapers)
      for (const format of kitFormats) {
        const path = `/${language}/join/${paper}.${format}`;
        const link = page.locator(`a[href="${path}"]`);
        await expect(link).toHaveText(new RegExp(`${format.toUpperCase()}, \\d+\\skB$`));
        const response = await page.request.get(`${baseURL}${path}`);
        expect(response.status()).toBe(200);
        expect((await response.body()).subarray(0, 2).toString()).toBe(
          format === 'pdf' ? '%P' : 'PK',
        );
      }
  }
  await context.close();
});

test('a signatory opens its kit from the page of its case', async ({ page, browser }, {
  project,
}) => {
  test.setTimeout(120_000);
  const name = { desktop: 'Kittenfeld', phone: 'Kittendorf' }[project.name] ?? 'Kittenau';
  const email = `kit-${project.name}@example.org`;
  const { viewport = null, colorScheme = null } = project.use;
  const outside = await browser.newContext({ viewport, colorScheme });
  const reference = await joins({ name, country: 'AT', language: 'en', email });
  await atWorkbench(page, 'en');
  await isApproved(page, reference, true);
  const office = await outside.newPage();
  await office.goto(new URL('/en/case', page.url()).href);
  await office.getByLabel(words.caseSignIn.reference).fill(reference);
  await office.locator('input[name=email]').fill(email);
  await office.getByRole('button', { name: words.caseSignIn.button }).click();
  const link = linkIn(await readMail(email, subjectOf('en', 'case_link')));
  await office.goto(new URL(link, page.url()).href);
  await office.getByRole('button', { name: words.caseOpen.button }).click();
  await office.getByRole('link', { name: words.townKit.title }).click();
  await expect(office.getByRole('heading', { level: 1 })).toHaveText(words.townKit.title);
  await expectAccessible(office);
  const seen = process.env['KIT_PICTURES'];
  if (seen) await office.screenshot({ path: `${seen}/kit-${project.name}.png`, fullPage: true });
  for (const image of await office.locator('img[src*="/badge"]').all()) {
    await image.scrollIntoViewIfNeeded();
    await expect(image).toHaveJSProperty('naturalWidth', 300);
  }
  const png = await office.request.get(
    new URL((await office.locator('a[href$="badge-dark.png"]').getAttribute('href'))!, page.url())
      .href,
  );
  expect(png.headers()['content-type']).toBe('image/png');
  if (seen)
    (await import('node:fs')).writeFileSync(`${seen}/dark-${project.name}.png`, await png.body());
  await expect(office.getByText(`${name}: signatory of the Pact`).first()).toBeVisible();
  await outside.close();
});

test('a region says that a pillar is outside its competence, and its page says so', async ({
  page,
  browser,
}, { project }) => {
  test.setTimeout(120_000);
  const name = { desktop: 'Zuständenfeld', phone: 'Zuständendorf' }[project.name] ?? 'Zuständenau';
  const { viewport = null, colorScheme = null } = project.use;
  const outside = await browser.newContext({ javaScriptEnabled: false, viewport, colorScheme });
  const office = await outside.newPage();
  await page.goto('/en/endorse');
  await office.goto(new URL('/en/endorse', page.url()).href);
  await office.getByRole('button', { name: words.start.begin }).click();
  await office.goto(new URL('/en/endorse/prosecution', page.url()).href);
  await office.getByText(words.pledge.nothingHere, { exact: true }).click();
  await office.getByLabel(words.pledge.notCompetent).check();
  await office.locator('.own-pledge summary').first().click();
  await office.locator('textarea[name="ownWords.0.text"]').fill('A judge who listens');
  await office.getByRole('button', { name: words.form.continue }).click();
  await expect(office.locator('.error').first()).toBeVisible();
  const seen = process.env['KIT_PICTURES'];
  if (seen) await office.screenshot({ path: `${seen}/pillar-${project.name}.png`, fullPage: true });
  await expect(office.getByLabel(words.pledge.notCompetent)).toBeChecked();
  await office.locator('textarea[name="ownWords.0.text"]').fill('');
  await office.getByRole('button', { name: words.form.continue }).click();
  await expect(office).not.toHaveURL(/prosecution$/);
  await outside.close();

  const email = `outside-${project.name}@example.org`;
  const reference = await joins({ name, country: 'AT', language: 'en', email, isOutside: true });
  await atWorkbench(page, 'en');
  const { signatory } = await isApproved(page, reference, true);
  await page.goto(`/en/signatories/${signatory.publicId}`);
  await expect(page.getByText(words.signatory.outsidePillar)).toBeVisible();
  await expectAccessible(page);
  if (seen) await page.screenshot({ path: `${seen}/profile-${project.name}.png`, fullPage: true });
});

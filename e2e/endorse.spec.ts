import { expect } from '@playwright/test';
import { begin, expectAccessible, linkIn, readMail } from './support.ts';
import { keyboard } from './hands.ts';
import { isApproved } from './seeds.ts';
import { atWorkbench } from './staff.ts';
import { endorse, type Town } from './town.ts';
import { publicWords, subjectOf } from './words.ts';
import { test } from './story-test.ts';

/**
 * The towns for tests without scripts, and others for the narrow screen, so that none looks like a
 * duplicate.
 */
const withoutScripts: (Omit<Town, 'email'> & { title: string; phone: Partial<Town> })[] = [
  {
    title: 'a town in Ukraine',
    language: 'uk',
    kind: 'municipality',
    country: 'UA',
    search: 'kolomyia',
    official: 'Коломия',
    phone: { search: 'надвірна', official: 'Надвірна' },
  },
  {
    title: 'a French region',
    language: 'fr',
    kind: 'region',
    country: 'FR',
    official: 'Département de la Creuse',
    phone: { official: 'Région Réunion' },
  },
  {
    title: 'a German association of counties',
    language: 'de',
    kind: 'association',
    country: 'DE',
    official: 'Bund der Kreise in Hessen',
    joint: ['Landkreis Gießen', 'Landkreis Fulda'],
    jointPlace: 'Kassel',
    phone: { official: 'Thüringischer Landkreistag' },
  },
];

test('U4 errors are summarised, take the focus, link to the field, and keep the input', async ({
  page,
}) => {
  await begin(page);
  await page.goto('/en/endorse/authority');
  await page.locator('input[name=nameOfficial]').fill('Rijeka');
  await page.locator('input[name=website]').fill('javascript:alert(1)');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.locator('.error-summary')).toBeFocused();
  await expectAccessible(page);
  await expect(page.locator('input[name=nameOfficial]')).toHaveValue('Rijeka');
  await page.getByRole('link', { name: 'Choose the country' }).click();
  await expect(page.locator('select[name=countryCode]')).toBeFocused();
});

test('U10 every page of the form sent empty says what is missing, and is still accessible', async ({
  page,
}) => {
  await page.goto('/uk/endorse');
  await page.getByRole('button', { name: publicWords('uk').start.begin, exact: true }).click();
  await page.waitForURL(/\/uk\/endorse\/./);
  for (const section of [
    'authority',
    'place',
    'signer',
    'contact',
    'decision',
    'prevention',
    'documents',
    'check',
  ]) {
    await page.goto(`/uk/endorse/${section}`);
    // Documents may be none: there, only "Upload" without a file misses something.
    const buttons = page.locator('main form button[type=submit]:visible');
    await (section === 'documents' ? buttons.first() : buttons.last()).click();
    await expect(page.locator('.error-summary'), section).toBeFocused();
    await expectAccessible(page);
  }
});

test('U2 input survives closing the page before it was saved', async ({ page, context }) => {
  await begin(page);
  await page.goto('/en/endorse/signer');
  await page.locator('input[name=name]').pressSequentially('Ana Horvat');
  await page.close();
  const again = await context.newPage();
  await expect(async () => {
    await again.goto('/en/endorse/signer');
    await expect(again.locator('input[name=name]')).toHaveValue('Ana Horvat');
  }).toPass();
});

test('RL14 two tabs on one section: the second learns of the first, and its text is kept', async ({
  page,
  context,
}) => {
  await begin(page);
  await page.goto('/en/endorse/signer');
  const other = await context.newPage();
  await other.goto('/en/endorse/signer');
  for (const [tab, name] of [
    [page, 'First Tab'],
    [other, 'Second Tab'],
  ] as const) {
    await tab.locator('input[name=name]').fill(name);
    await tab.locator('input[name=office]').fill('Mayor');
    await tab.getByRole('button', { name: 'Save and continue' }).click();
  }
  await expect(other.locator('.error-summary')).toContainText('changed in another window');
  await expect(other.locator('input[name=name]')).toHaveValue('Second Tab');
  await other.getByRole('button', { name: 'Save and continue' }).click();
  await expect(other).toHaveURL(/\/endorse\/contact$/);
});

test('U7 the town is found while typing, by keyboard alone', async ({ page }) => {
  await page.goto('/en/endorse');
  await page.getByRole('button', { name: 'Start now', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.locator('select[name=country]').focus();
  await page.keyboard.type('Germ');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Keulen');
  await expect(page.getByRole('status').filter({ hasText: 'found' })).toHaveText('1 place found');
  await expect(page.getByRole('button', { name: /Köln/ })).toContainText('also Keulen');
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('input[name=nameOfficial]')).toHaveValue('Köln');
  await expect(page.locator('input[name=nameEn]')).toHaveValue('Cologne');
});

test('U3 an official continues on another device', async ({ page, browser }, { project }) => {
  await begin(page);
  await page.goto('/en/endorse/signer');
  await page.locator('input[name=name]').fill('Ana Horvat');
  await page.locator('input[name=office]').fill('Mayor');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('link', { name: 'Continue later' }).click();
  const email = `later-${project.name}@example.org`;
  await page.locator('input[name=email]').fill(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('status').filter({ hasText: email })).toBeFocused();
  await expectAccessible(page);
  const elsewhere = await (await browser.newContext({ ...project.use })).newPage();
  await elsewhere.goto(linkIn(await readMail(email, 'Continue with the endorsement')));
  await expectAccessible(elsewhere);
  await elsewhere.getByRole('button', { name: 'Continue', exact: true }).click();
  await elsewhere.goto('/en/endorse/signer');
  await expect(elsewhere.locator('input[name=name]')).toHaveValue('Ana Horvat');
  await elsewhere.context().close();
});

test('the place can be chosen on the map, which says what is near', async ({ page }) => {
  await begin(page);
  await page.goto('/en/endorse/place');
  const map = page.locator('[data-place-picker] svg.map');
  await expect(page.locator('figcaption [data-needs-script]')).toBeVisible();
  await expect(page.locator('[data-place-near]')).toHaveText('There is no point yet.');
  const box = await map.boundingBox();
  await map.click({ position: { x: (box?.width ?? 0) * 0.43, y: (box?.height ?? 0) * 0.49 } });
  await expect(page.locator('input[name=latitude]')).toHaveValue(/^5[0-9]\./);
  await expect(page.locator('[data-place-near]')).toHaveText(/^The point is near .+, .+\.$/);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page).toHaveURL(/\/endorse\/signer$/);
});

const nobodyLooks = async () => undefined;

test.describe('without JavaScript, by keyboard alone', () => {
  test.use({ javaScriptEnabled: false });

  // axe needs scripts; story.spec.ts checks the same pages with them.
  for (const town of withoutScripts) {
    test(`U5 U9 ${town.title} fills in the whole form, sends it, and is published`, async ({
      page,
      browser,
    }, { project }) => {
      test.setTimeout(240_000);
      const { title: _, ...authority } = {
        ...town,
        ...(project.name === 'phone' ? town.phone : {}),
      };
      const email = `sans-script-${town.country.toLowerCase()}-${project.name}@example.org`;
      const reference = await endorse(
        page,
        { ...authority, email },
        { look: nobodyLooks, hands: keyboard(page) },
      );
      expect(reference).toMatch(/^[A-Z0-9]{8}$/);
      const reviewer = await (
        await browser.newContext({ ...project.use, javaScriptEnabled: true })
      ).newPage();
      await atWorkbench(reviewer, 'en');
      await isApproved(reviewer, reference, true);
      await reviewer.context().close();
      await page.goto(linkIn(await readMail(email, subjectOf(town.language, 'published'))));
      await expect(page.getByRole('heading', { level: 1 })).toContainText(authority.official);
      for (const name of authority.joint ?? [])
        await expect(page.getByText(name, { exact: true })).toBeVisible();
    });
  }
});

import { expect, type Page } from '@playwright/test';
import { begin, expectAccessible } from './support.ts';
import { test } from './story-test.ts';

const save = (page: Page) => page.getByRole('button', { name: 'Save and continue' }).click();
const near = (page: Page) => page.locator('[data-place-near]');

for (const scripts of [true, false]) {
  // axe needs scripts; the same pages are looked at with them.
  const look = (page: Page) => (scripts ? expectAccessible(page) : undefined);

  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts });

    test('U9 a region is chosen from the list of its country; its point is proposed, and the map moves', async ({
      page,
    }) => {
      await begin(page);
      await page.goto('/en/endorse/find');
      await page.getByRole('link', { name: 'A region' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Find your region' })).toBeVisible();
      await page.getByRole('button', { name: 'Search' }).click();
      await expect(page.locator('.error-summary')).toContainText('Choose the country to search in');
      await page.locator('select[name=country]').selectOption('GR');
      if (!scripts) await page.getByRole('button', { name: 'Search' }).click();
      await expect(page.getByRole('heading', { name: '14 regions found' })).toBeVisible();
      await look(page);
      await page.getByRole('button', { name: 'Epirus Seat: Ioánnina' }).click();
      await expect(page.locator('input[name=kind][value=region]')).toBeChecked();
      await expect(page.locator('input[name=nameEn]')).toHaveValue('Epirus');
      await page.locator('input[name=nameOfficial]').fill('Ήπειρος');
      await save(page);
      // Its point is saved with it, and can be moved.
      await expect(page).toHaveURL(/\/endorse\/signer$/);
      await page.goto('/en/endorse/place');
      await expect(near(page)).toHaveText('The point is near Ioánnina, Epirus.');
      await expect(page.locator('.map-town', { hasText: 'Corfu' })).toBeVisible();
      const part = await page.locator('svg.map').getAttribute('viewBox');
      await page.getByRole('button', { name: 'Zoom in' }).click();
      await expect(page.locator('svg.map')).not.toHaveAttribute('viewBox', part ?? '');
      await expect(near(page)).toHaveText('The point is near Ioánnina, Epirus.');
      await look(page);
      await page.getByLabel('Move the point to a town').fill('Preveza');
      await page.getByRole('button', { name: 'Search' }).click();
      await look(page);
      await page
        .getByRole('button', { name: /Preveza|Préveza/ })
        .first()
        .click();
      await expect(near(page)).toHaveText('The point is near Préveza, Epirus.');
      await save(page);
      await expect(page).toHaveURL(/\/endorse\/signer$/);
    });

    test('U9 U23 an association is located at its seat; its joint signatories are rows whose names keep their commas', async ({
      page,
    }) => {
      const name = 'Zweckverband Main, Tauber und Jagst';
      const row = (index: number) => page.locator(`input[name="joint.${index}.name"]`);
      const add = () => page.getByRole('button', { name: 'Add another', exact: true }).click();
      await begin(page);
      await page.goto('/en/endorse/find?for=seat');
      await page.locator('select[name=country]').selectOption('DE');
      await page.locator('input[name=q]').fill('Würzburg');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('button', { name: /^Würzburg/ }).click();
      await expect(page.locator('input[name=kind][value=association]')).toBeChecked();
      await page.locator('input[name=nameOfficial]').fill('Regionaler Bund');
      await row(0).fill(name);
      await add();
      await expect(row(1)).toHaveValue('');
      await page.locator('summary', { hasText: 'Paste a list of names' }).click();
      await page.locator('textarea[name=jointLines]').fill('Landkreis Kitzingen\nOchsenfurt');
      await page.getByRole('button', { name: 'Add these names' }).click();
      await expect(row(2)).toHaveValue('Ochsenfurt');
      await page.getByRole('button', { name: 'Remove Landkreis Kitzingen', exact: true }).click();
      await expect(row(1)).toHaveValue('Ochsenfurt');
      await page
        .getByRole('button', { name: 'Find in the list of places Ochsenfurt', exact: true })
        .click();
      await expect(page.locator('input[name=q]')).toHaveValue('Ochsenfurt');
      await look(page);
      await page.getByRole('button', { name: /^Ochsenfurt/ }).click();
      await expect(row(0)).toHaveValue(name);
      await expect(row(1)).toHaveValue('Ochsenfurt');
      await expect(page.getByText('From the list of places', { exact: true })).toBeVisible();
      await look(page);
      await save(page);
      await expect(page).toHaveURL(/\/endorse\/signer$/);
      await page.goto('/en/endorse/place');
      await expect(near(page)).toHaveText('The point is near Würzburg, Bavaria.');
      await save(page);
      await page.goto('/en/endorse/check');
      await expect(page.getByText(name)).toBeVisible();
      await look(page);
    });
  });
}

test('U23 a list that is pasted into one row becomes rows', async ({ page }) => {
  await begin(page);
  await page.goto('/en/endorse/authority');
  await page.locator('summary', { hasText: 'If others sign with your association' }).click();
  const first = page.locator('input[name="joint.0.name"]');
  await first.evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Calw\nRottweil');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await expect(page.locator('input[name="joint.1.name"]')).toHaveValue('Rottweil');
  await expect(first).toHaveValue('Calw');
});

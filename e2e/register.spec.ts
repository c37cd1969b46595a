import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support.ts';
import { test } from './story-test.ts';

const results = (page: Page) => page.locator('#results');

test('U11 the list updates while typing, tolerates errors, keeps its address, and the map keeps the filter', async ({
  page,
}) => {
  await page.goto('/en/signatories');
  const all = await results(page).innerText();
  await page.getByRole('searchbox', { name: 'Name' }).pressSequentially('Nikosia');
  await expect(results(page)).toHaveText('1 signatory');
  await expect(page).toHaveURL(/\?q=Nikosia/);
  await expect(page.getByText('another language')).toBeVisible();
  await expect(page.locator('.signatory-item').getByRole('link')).toContainText('Nicosia');
  await expect(page.getByRole('searchbox', { name: 'Name' })).toBeFocused();
  await expectAccessible(page);
  await page.reload();
  await expect(results(page)).toHaveText('1 signatory');
  await page.getByRole('link', { name: 'Show on the map' }).click();
  await expect(page.locator('.map-point')).toHaveCount(1);

  await page.goto('/en/signatories');
  await page.getByRole('searchbox', { name: 'Name' }).fill('zzzz');
  await expect(page.getByText('No signatory found for “zzzz”.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Show all signatories' }).click();
  await expect(results(page)).toHaveText(all);
});

test('U11 each filter choice shows its number of results, and gives that many', async ({
  page,
}) => {
  await page.goto('/en/signatories');
  const facet = (name: string) => page.locator(`[data-facet="${name}"]`);
  const choice = (name: string, value: string) =>
    facet(name)
      .locator('li')
      .filter({ has: page.locator(`input[value="${value}"]`) });
  await facet('country').locator('summary').click();
  const option = await choice('country', 'DE').innerText();
  const count = /\((\d+)\)/.exec(option)?.[1] ?? '';
  await choice('country', 'DE').getByRole('checkbox').check();
  await expect(results(page)).toHaveText(`${count} signatories`);
  await expect(page).toHaveURL(/country=DE/);
  await expect(facet('country').locator('summary')).toContainText('Germany');
  await expectAccessible(page);
  await facet('kind').locator('summary').click();
  await expect(choice('kind', 'municipality')).toContainText(/\([1-9]\d*\)/);
});

test('RL2 the map is enlarged and moved by its links, by keys and by the mouse; every point stays a link', async ({
  page,
}, { project }) => {
  await page.goto('/en/map');
  const before = await page.locator('.map-point').count();
  await page.getByRole('link', { name: 'Zoom in' }).click();
  await expect(page).toHaveURL(/box=/);
  await expect(page.getByRole('link', { name: 'Zoom in' })).toBeFocused();
  await expect.poll(() => page.locator('.map-point').count()).toBeLessThan(before);
  await expectAccessible(page);
  const address = page.url();
  await page.locator('[data-map]').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page).not.toHaveURL(address);
  await page.keyboard.press('0');
  await expect(page).not.toHaveURL(/box=/);
  if (project.name === 'desktop') {
    const box = (await page.locator('svg.map').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.9);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 120, box.y + box.height * 0.9, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => page.locator('[data-map-sheet]').getAttribute('transform')).toBeNull();
  }
});

test('a reader in danger can leave at once, by the link or by pressing Escape three times', async ({
  page,
}) => {
  // No test may access the network, so the neutral page is mocked here.
  await page.route('https://*.wikipedia.org/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Encyclopaedia</title>' }),
  );
  await page.goto('/en/pact');
  await page.goto('/en/help');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/en\/help/);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL('https://en.wikipedia.org/');
  await page.goBack();
  // The page that was left is no longer in the history.
  await expect(page).toHaveURL(/\/en\/pact/);
  await page.getByRole('link', { name: /^Leave (this page )?quickly/ }).click();
  await expect(page).toHaveURL('https://en.wikipedia.org/');
});

test('from a country to its signatory, its pledges, and all who pledged the same', async ({
  page,
}) => {
  await page.goto('/en/countries');
  await page.getByRole('region').getByRole('link', { name: 'Germany' }).click();
  await expect(page.getByText(/of 11,054 municipalities have signed/)).toBeVisible();
  await page.locator('.signatory-item').getByRole('link', { name: 'Cologne' }).click();
  await expect(page.getByText(/Signatory since/)).toBeVisible();
  const help = page.locator('.help-box');
  await expect(help).toContainText('These numbers work in: Germany');
  const forChildren = help.getByRole('listitem').filter({ hasText: 'Children and young people' });
  await expect(forChildren.getByRole('link', { name: '116 111' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy the link' })).toBeVisible();
  await page.locator('.pledge .quiet-link').first().click();
  await expect(page.getByRole('heading', { name: 'Who pledged it' })).toBeVisible();
  await expect(
    page.locator('.signatory-item').getByRole('link', { name: 'Cologne' }),
  ).toBeVisible();
});

test('the figures of a chart are available as a table and as a file', async ({ page, request }) => {
  await page.goto('/en/figures');
  const link = page.getByRole('link', { name: 'Download these figures (CSV) (kinds)' });
  const file = await (await request.get((await link.getAttribute('href')) ?? '')).text();
  expect(file.split('\r\n')[0]).toBe('kind,signatories');
  await page.getByText('Show as a table').first().click();
  const table = page.getByRole('table').first();
  await expect(table).toBeVisible();
  // Written into the page they would be invalid HTML; older browsers on a phone need them.
  await expect(page.locator('table.stacked-table').first()).toHaveAttribute('role', 'table');
  await expect(page.locator('table.stacked-table tbody th').first()).toHaveAttribute(
    'role',
    'rowheader',
  );
  await expectAccessible(page);
});

test('the menu is open on a wide screen, and can be opened on a phone', async ({ page }, {
  project,
}) => {
  await page.goto('/fr');
  const [wide, phone] = [page.locator('.site-menu-wide'), page.locator('.site-menu-phone')];
  const [menu, other] = project.name === 'phone' ? [phone, wide] : [wide, phone];
  await expect(other).toBeHidden();
  if (project.name === 'phone') await phone.locator('summary').click();
  await expectAccessible(page);
  await menu.getByRole('link', { name: 'Carte' }).click();
  await expect(page).toHaveURL(/\/fr\/map/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('U9 search, filter, map, menu and quick exit work', async ({ page }, { project }) => {
    await page.goto('/en');
    await page.getByRole('searchbox').fill('Colgne');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByText('Nothing matches')).toBeVisible();
    await expect(page.locator('.signatory-item').getByRole('link')).toContainText('Cologne');
    await page.goto('/en/map');
    await page.getByRole('link', { name: 'Zoom in' }).click();
    await page.getByRole('link', { name: 'East' }).click();
    await expect(page).toHaveURL(/box=/);
    await page.getByRole('link', { name: 'All of Europe' }).click();
    await expect(page).not.toHaveURL(/box=/);
    if (project.name === 'phone') await page.locator('.site-menu-phone summary').click();
    await page
      .getByRole('navigation', { name: /menu/i })
      .getByRole('link', { name: 'Figures' })
      .click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'The register in figures' }),
    ).toBeVisible();
    await expect(page.getByRole('link', { name: /^Leave (this page )?quickly/ })).toHaveAttribute(
      'href',
      'https://en.wikipedia.org/',
    );
    await expect(page.getByRole('button', { name: 'Copy the link' })).toHaveCount(0);
  });
});

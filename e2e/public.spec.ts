import { expect } from '@playwright/test';
import { expectAccessible } from './support.ts';
import { test } from './story-test.ts';

const pages = [
  '',
  '/signatories',
  '/signatories?q=koln',
  '/signatories?q=zzzz',
  '/map',
  '/map?country=GE',
  '/map?box=5,45,15,55',
  '/countries',
  '/countries/DE',
  '/countries/AD',
  '/pact',
  '/pact/text',
  '/pact/prevention',
  '/pact/prevention/training',
  '/pact/prevention/training?inhabitants=100000',
  '/compare',
  '/compare?q=k',
  '/practices',
  '/figures',
  '/transparency',
  '/about',
  '/join',
  '/faq',
  '/verify',
  '/contact',
  '/help',
  '/page/124-gone.html',
  '/endorse',
  '/case',
  '/api',
  '/accessibility',
  '/privacy',
  '/no-such-page',
];

for (const language of ['en', 'fr']) {
  test(`U10 every public page is accessible and fits the screen (${language})`, async ({
    page,
  }) => {
    test.setTimeout(240_000);
    for (const path of pages) {
      await page.goto(`/${language}${path}`);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expectAccessible(page);
    }
  });
}

test('U11 search finds a town whatever the accents, the case and the script', async ({ page }) => {
  await page.goto('/en/signatories');
  for (const [typed, found] of [
    ['koln', 'Cologne'],
    ['KÖLN', 'Cologne'],
    ['Koeln', 'Cologne'],
    ['lviv', 'Lviv'],
    ['Львів', 'Lviv'],
    ['Sanliurfa', 'Şanlıurfa'],
  ] as const) {
    await page.getByRole('searchbox').fill(typed);
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await expect(page.getByRole('link', { name: found })).toBeVisible();
  }
});

test('a reader goes from the map to a signatory, changes the language and comes back to the filtered list', async ({
  page,
}) => {
  await page.goto('/en/map?country=DE');
  await page.locator('.map-list').getByRole('link', { name: 'Cologne' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Köln');
  await expectAccessible(page);
  await page.locator('.language-menu summary').click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Français' }).click();
  await expect(page.getByRole('heading', { name: 'Ses engagements' })).toBeVisible();
  await page.getByRole('link', { name: 'Allemagne' }).first().click();
  await expect(page).toHaveURL(/\/fr\/countries\/DE/);
  await page.getByRole('link', { name: 'Ouvrir sur la grande carte.' }).click();
  await expect(page).toHaveURL(/\/fr\/map\?country=DE/);
  await page.getByRole('link', { name: 'Voir la liste détaillée' }).click();
  await expect(page).toHaveURL(/\/fr\/signatories\?country=DE/);
});

test('the list can be paged forwards and backwards without gaps', async ({ page }) => {
  await page.goto('/en/signatories');
  const seen: string[] = [];
  const read = async () => {
    seen.push(
      ...(await page
        .locator('.signatory-item h3 a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))),
    );
  };
  await read();
  while (await page.getByRole('link', { name: 'Next page' }).isVisible()) {
    await page.getByRole('link', { name: 'Next page' }).click();
    await read();
  }
  const total = Number((await page.locator('#results').innerText()).split(' ')[0]);
  expect(new Set(seen).size).toBe(total);
  expect(seen.length).toBe(total);
  while (await page.getByRole('link', { name: 'Previous page' }).isVisible())
    await page.getByRole('link', { name: 'Previous page' }).click();
  await expect(page.locator('.signatory-item h3 a').first()).toHaveAttribute('href', seen[0] ?? '');
});

test('a town is compared with another, and explained to a child with helplines first', async ({
  page,
}) => {
  await page.goto('/en/signatories?q=koln');
  await page.getByRole('link', { name: 'Cologne' }).click();
  await page.getByRole('link', { name: 'Explained for young people' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Cologne: what was promised');
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('Do you need help?');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'The page for adults' }).click();
  await page.getByRole('link', { name: 'Compare with other signatories' }).click();
  await page.getByLabel('Find a town or region').fill('lviv');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Add: Lviv' }).click();
  await expect(page).toHaveURL(/\/en\/compare\?with=\w{8},\w{8}$/);
  const table = page.getByRole('table', { name: 'Comparison' });
  await expect(table.getByRole('row')).toHaveCount(11);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Leave out (Lviv)' }).click();
  await expect(page.getByText('Choose at least one more.')).toBeVisible();
});

test('PR6 pages contact only our own server', async ({ page, baseURL }) => {
  const others: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '') && !request.url().startsWith('data:'))
      others.push(request.url());
  });
  for (const path of pages) await page.goto(`/en${path}`);
  expect(others).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('U9 list, search, map and signatory can be read', async ({ page }) => {
    await page.goto('/fr/signatories?q=lefkosia');
    await page.goto('/fr');
    await page.getByRole('link', { name: 'Signataires', exact: true }).first().click();
    await page.getByRole('searchbox').fill('Λευκωσία');
    await page.getByRole('button', { name: 'Rechercher' }).click();
    await page.getByRole('link', { name: 'Nicosie' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Nicosie');
    await page.goto('/fr/map');
    expect(await page.locator('.map-point').count()).toBeGreaterThan(50);
  });
});

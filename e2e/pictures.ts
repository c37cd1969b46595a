import { join } from 'node:path';
import { expect } from '@playwright/test';
import { joins } from './seeds.ts';
import { atWorkbench } from './staff.ts';
import { test } from './story-test.ts';

const folder = join(import.meta.dirname, '../docs/pictures');
test.use({ viewport: { width: 1280, height: 860 } });

test('the public list', async ({ page }) => {
  await page.goto('/en/signatories');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.screenshot({ path: join(folder, 'list.png') });
});

test('a case in the workbench', async ({ page }) => {
  const email = 'officer@town.example';
  const reference = await joins({ name: 'Bregenz', country: 'AT', language: 'de', email });
  await atWorkbench(page, 'en');
  const found = await page.request.get(`/api/v1/staff/submissions?q=${reference}`);
  const [{ id }] = ((await found.json()) as { items: [{ id: string }] }).items;
  await page.goto(`/staff/cases/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: /Bregenz/ })).toBeVisible();
  await page.screenshot({ path: join(folder, 'case.png') });
});

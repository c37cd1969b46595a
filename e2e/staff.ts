import { expect, type Page } from '@playwright/test';
import en from '../client/src/locales/en/staff.json' with { type: 'json' };
import fr from '../client/src/locales/fr/staff.json' with { type: 'json' };
import { expectAccessible } from './support.ts';

/** The workbench's own words, so that a story presses what its user reads. */
export const staffWords = { en, fr };
export type Language = keyof typeof staffWords;

export const colleague = { email: 'admin@localhost', password: 'copper lantern under eleven bridges' };

export async function signIn(page: Page, language: Language, password = colleague.password): Promise<void> {
  const say = staffWords[language];
  await page.goto('/staff');
  if (language === 'fr') await page.getByRole('button', { name: en.header.other }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.signIn.title })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(say.signIn.email).fill(colleague.email);
  await page.getByLabel(say.signIn.password).fill(password);
  await page.getByRole('button', { name: say.signIn.submit }).click();
}

export async function openCase(page: Page, language: Language, reference: string): Promise<void> {
  const say = staffWords[language];
  await page.goto('/staff');
  await page.getByRole('searchbox', { name: say.queue.search }).fill(reference);
  await page.getByRole('button', { name: say.queue.searchButton }).click();
  await page.locator('tr', { hasText: reference }).getByRole('link').click();
  await expect(page.getByText(reference).first()).toBeVisible();
}

/** Reads the signed Pact in the page, as a reviewer must before an approval. */
export async function openDocument(page: Page, language: Language, fileName: string): Promise<void> {
  const say = staffWords[language];
  await page.getByRole('button', { name: say.viewer.show.replace('{name}', fileName) }).click();
  await expect(page.getByRole('document', { name: fileName })).toHaveAttribute('data-pages', '1');
  await expect(page.getByText(say.documents.opened, { exact: true })).toBeVisible();
}

type Verdict = 'request_changes' | 'approve' | 'reject';

export async function decide(page: Page, language: Language, verdict: Verdict, reason = ''): Promise<void> {
  const say = staffWords[language].decision;
  await page.getByRole('radio', { name: say[verdict], exact: true }).check();
  await page.getByLabel(say.reason).fill(reason);
  await page.getByRole('button', { name: say.submit }).click();
}

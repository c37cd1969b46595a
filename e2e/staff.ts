import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { generateSync } from 'otplib';
import en from '../locales/en/staff.json' with { type: 'json' };
import fr from '../locales/fr/staff.json' with { type: 'json' };
import { dataDir, expectAccessible } from './support.ts';

/** The workbench's own texts, so that a test presses what its user reads. */
export const staffWords = { en, fr };
export type Language = keyof typeof staffWords;

export const colleague = {
  email: 'admin@localhost',
  password: 'copper lantern under eleven bridges',
};

/**
 * The authenticator app of the first administrator, kept between tests: its key, and the last time
 * step whose code was used.
 */
export const appFile = join(dataDir, 'authenticator.json');

export function keepApp(secret: string, lastStep = 0): void {
  writeFileSync(appFile, JSON.stringify({ secret, lastStep }));
}

/**
 * A code that was not used yet: of the current time step, of the next, or, when both are used, of
 * one that first has to begin.
 */
export async function nextCode(): Promise<string> {
  const { secret, lastStep } = JSON.parse(readFileSync(appFile, 'utf8')) as {
    secret: string;
    lastStep: number;
  };
  const now = () => Math.floor(Date.now() / 30_000);
  await expect
    .poll(() => lastStep <= now(), { timeout: 60_000, message: 'the next code of the app' })
    .toBe(true);
  const step = Math.max(now(), lastStep + 1);
  keepApp(secret, step);
  return generateSync({ secret, epoch: step * 30 });
}

/** Both sign-in steps; the second only with a correct password. */
export async function signIn(
  page: Page,
  language: Language,
  password = colleague.password,
): Promise<void> {
  const say = staffWords[language];
  await page.goto('/staff');
  if (language === 'fr') await page.getByRole('button', { name: en.header.other }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.signIn.title })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(say.signIn.email).fill(colleague.email);
  await page.getByLabel(say.signIn.password).fill(password);
  await page.getByRole('button', { name: say.signIn.submit, exact: true }).click();
  if (password !== colleague.password) return;
  await expect(page.getByRole('heading', { level: 1, name: say.secondStep.title })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(say.secondStep.code).fill(await nextCode());
  await page.getByRole('button', { name: say.secondStep.submit }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.secondStep.title })).toBeHidden();
}

const sessionFile = join(dataDir, 'session.json');

/**
 * Opens the workbench in the session of an earlier test if there is one, otherwise signs in. A code
 * works once per half minute, and a test that is not about signing in should not wait for the next.
 */
export async function atWorkbench(page: Page, language: Language): Promise<void> {
  if (existsSync(sessionFile)) {
    await page
      .context()
      .addCookies(
        JSON.parse(readFileSync(sessionFile, 'utf8')) as Parameters<
          ReturnType<Page['context']>['addCookies']
        >[0],
      );
  }
  await page.goto('/staff/cases');
  const heading = (texts: 'queue' | 'signIn') =>
    page.getByRole('heading', {
      level: 1,
      name: new RegExp(`^(${en[texts].title}|${fr[texts].title})$`),
    });
  await expect(heading('queue').or(heading('signIn'))).toBeVisible();
  if (await heading('signIn').isVisible()) {
    await signIn(page, 'en');
    await page.goto('/staff/cases');
    await expect(heading('queue')).toBeVisible();
    writeFileSync(sessionFile, JSON.stringify(await page.context().cookies()));
  }
  if (language === 'fr')
    await page.getByRole('button', { name: en.header.other, exact: true }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: staffWords[language].queue.title }),
  ).toBeVisible();
}

/** Opens a page of the workbench by its menu: a place, and a page in it. */
export async function goTo(
  page: Page,
  place: keyof typeof en.menu.place,
  part?: Exclude<keyof typeof en.menu, 'place'>,
  language: Language = 'en',
): Promise<void> {
  const { menu } = staffWords[language];
  // What waits for a second colleague is counted behind the name.
  const named = (name: string) => new RegExp(`^${name}( \\(\\d+\\))?$`);
  const inside = (name: string) => page.getByRole('navigation', { name, exact: true });
  await inside(menu.label)
    .getByRole('link', { name: named(menu.place[place]) })
    .click();
  if (part)
    await inside(menu.place[place])
      .getByRole('link', { name: named(menu[part]) })
      .click();
}

/**
 * Repeats the proof of sign-in, by the password or by a code, and stores the new session for later
 * stories.
 * @param done what is seen at once when an earlier story has just proven it in the same session.
 */
export async function proveAgain(
  page: Page,
  proof: { password: string } | { code: string },
  done?: Locator,
): Promise<void> {
  const say = staffWords.en;
  const dialog = page.getByRole('dialog', { name: say.proof.title });
  await expect(done ? dialog.or(done) : dialog).toBeVisible();
  if (await done?.isVisible()) return;
  await expectAccessible(page);
  if ('password' in proof) await dialog.getByLabel(say.proof.password).fill(proof.password);
  else await dialog.getByLabel(say.proof.or).fill(proof.code);
  await dialog.getByRole('button', { name: say.proof.submit }).click();
  await expect(dialog).toBeHidden();
  if ('password' in proof && proof.password === colleague.password)
    writeFileSync(sessionFile, JSON.stringify(await page.context().cookies()));
}

/** The same proof for a story that asks the API itself. */
export async function proveByApi({ request }: Page): Promise<void> {
  const { password } = colleague;
  const proof = await request.post('/api/v1/staff/session/password', { data: { password } });
  expect(proof.ok(), await proof.text()).toBe(true);
  writeFileSync(sessionFile, JSON.stringify((await request.storageState()).cookies));
}

/** Types a day (YYYY-MM-DD) into its three boxes. */
export async function typeDay(form: Locator, name: string, isoDay: string): Promise<void> {
  const [year, month, day] = isoDay.split('-');
  await form.locator(`#${name}`).fill(day!);
  await form.locator(`#${name}-month`).fill(month!);
  await form.locator(`#${name}-year`).fill(year!);
}

export async function openCase(page: Page, language: Language, reference: string): Promise<void> {
  const say = staffWords[language];
  await page.goto('/staff/cases');
  await page.getByRole('searchbox', { name: say.queue.search }).fill(reference);
  await page.getByRole('button', { name: say.queue.searchButton }).click();
  // A row that was there before the search goes away under the pointer.
  await expect(page.locator('.queue-table tbody tr')).toHaveCount(1);
  await page.locator('tr', { hasText: reference }).getByRole('link').click();
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/);
  await expect(page.getByText(reference).first()).toBeVisible();
}

/** Opens the signed Pact in the page, as a reviewer must before an approval. */
export async function openDocument(
  page: Page,
  language: Language,
  fileName: string,
): Promise<void> {
  const say = staffWords[language];
  await page.getByRole('button', { name: say.viewer.show.replace('{name}', fileName) }).click();
  await expect(page.getByRole('document', { name: fileName })).toHaveAttribute('data-pages', '1');
  await expect(page.getByText(say.documents.opened, { exact: true })).toBeVisible();
}

type Verdict = 'request_changes' | 'approve' | 'reject';

export async function decide(
  page: Page,
  language: Language,
  verdict: Verdict,
  reason = '',
): Promise<void> {
  const say = staffWords[language].decision;
  await page.getByRole('radio', { name: say[verdict], exact: true }).check();
  if (verdict !== 'approve') await page.locator('#reasonCode').selectOption('other');
  await page.locator('textarea[name=reason]').fill(reason);
  await page.getByRole('button', { name: say.submit }).click();
}

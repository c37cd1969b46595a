import { expect, type Page } from '@playwright/test';
import type { Language } from '../contract/languages.ts';
import { pointer, type Hands } from './hands.ts';
import { expectAccessible, linkIn, readMail, signedPact } from './support.ts';
import { publicWords, subjectOf } from './words.ts';

export interface Town {
  language: Language;
  kind: 'municipality' | 'region' | 'association';
  country: string;
  official: string;
  email: string;
  /** What to type into the place search; without it, everything is entered by hand. */
  search?: string;
  /** For an association: the authorities that sign with it. */
  joint?: string[];
  /** One more of them, chosen from the list of places. */
  jointPlace?: string;
}

const personSeconds = 4;

/** How a test inspects each page, and how it operates it. */
interface Manner {
  look?: (page: Page) => Promise<void>;
  hands?: Hands;
  /** The mayor signs later: everything is sent without the signed Pact. */
  unsigned?: boolean;
}

/**
 * Presses the button, which loads a new page, because the live results are already on the current
 * page.
 */
async function searchPlace(page: Page, name: string, search: string, hands: Hands): Promise<void> {
  await hands.fill(page.locator('input[name=q]'), name);
  await hands.press(page.getByRole('button', { name: search, exact: true }));
  await page.waitForURL((address) => address.searchParams.get('q') === name);
}

/** The authority and its place: chosen from the list of places, or entered by hand. */
async function nameAuthority(
  page: Page,
  town: Town,
  { look = expectAccessible, hands = pointer }: Manner,
): Promise<void> {
  const say = publicWords(town.language);
  await expect(page).toHaveURL(/\/endorse\/find$/);
  if (town.search) {
    await hands.choose(page.locator('select[name=country]'), town.country);
    await searchPlace(page, town.search, say.find.search, hands);
    await look(page);
    await hands.press(page.getByRole('button', { name: town.official }).first());
    await expect(page.locator('input[name=nameOfficial]')).toHaveValue(town.official);
  } else {
    await hands.press(page.getByRole('link', { name: say.find.byHand }));
    await hands.check(page.locator(`input[name=kind][value=${town.kind}]`));
    await hands.choose(page.locator('select[name=countryCode]'), town.country);
    await hands.fill(page.locator('input[name=nameOfficial]'), town.official);
    await hands.fill(page.locator('input[name=population]'), '52 000');
  }
  await hands.fill(page.locator('input[name=website]'), 'www.example.org');
  await nameJoint(page, town, { look, hands });
  await look(page);
  await hands.press(page.getByRole('button', { name: say.form.continue }));
  // A place from the list brings its point along.
  if (town.search) return void (await expect(page).toHaveURL(/\/endorse\/signer$/));
  await expect(page).toHaveURL(/\/endorse\/place$/);
  await hands.press(page.locator('summary', { hasText: say.place.numbers }));
  await hands.fill(page.locator('input[name=latitude]'), '48,33');
  await hands.fill(page.locator('input[name=longitude]'), '4.44');
  await look(page);
  await hands.press(page.getByRole('button', { name: say.form.continue }));
  // The place that is typed is in France: anywhere else the form asks whether it is meant.
  if (town.country !== 'FR') {
    const latitude = page.locator('input[name=latitude]');
    await expect(latitude).toHaveAttribute('aria-invalid', 'true');
    await expect(latitude).toHaveValue('48,33');
    await look(page);
    await hands.check(page.getByRole('checkbox', { name: say.form.confirm }));
    await hands.press(page.getByRole('button', { name: say.form.continue }));
  }
  await expect(page).toHaveURL(/\/endorse\/signer$/);
}

/** Who signs together with an association: rows that are typed, and one from the list of places. */
async function nameJoint(
  page: Page,
  { language, joint = [], jointPlace }: Town,
  { look = expectAccessible, hands = pointer }: Manner,
): Promise<void> {
  if (joint.length === 0 && !jointPlace) return;
  const say = publicWords(language);
  const row = (index: number) => page.locator(`input[name="joint.${index}.name"]`);
  if (!(await row(0).isVisible()))
    await hands.press(page.locator('summary', { hasText: say.authority.jointSummary }));
  for (const [index, name] of joint.entries()) {
    await hands.fill(row(index), name);
    await hands.press(page.getByRole('button', { name: say.joint.add, exact: true }));
    await expect(row(index + 1)).toHaveValue('');
  }
  if (!jointPlace) return;
  await hands.press(page.getByRole('button', { name: say.joint.search }).last());
  await expect(page.getByRole('heading', { level: 1, name: say.find.titles.joint })).toBeVisible();
  await searchPlace(page, jointPlace, say.find.search, hands);
  await look(page);
  await hands.press(page.getByRole('button', { name: jointPlace }).first());
  for (const [index, name] of [...joint, jointPlace].entries())
    await expect(row(index)).toHaveValue(name);
}

/**
 * One page for each P: the second action with a year and, under Protection, a department and a
 * pledge in own words.
 */
async function pledge(
  page: Page,
  next: () => Promise<void>,
  { look = expectAccessible, hands = pointer }: Manner,
): Promise<void> {
  for (const pillar of ['prevention', 'protection', 'prosecution', 'participation']) {
    await expect(page).toHaveURL(new RegExp(`/endorse/${pillar}$`));
    const year = page.locator('select[name="actions.1.targetYear"]');
    await hands.check(page.locator('input[type=checkbox]').nth(1));
    await hands.choose(year, (await year.locator('option').nth(2).getAttribute('value')) ?? '');
    if (pillar === 'protection') {
      await hands.fill(page.locator('input[name="actions.1.leadDepartment"]'), 'Odjel za djecu');
      await hands.press(page.locator('.own-pledge summary').first());
      await hands.fill(
        page.locator('textarea[name="ownWords.0.text"]'),
        'A child-friendly room in the town library, open every day.',
      );
      await look(page);
    }
    await next();
  }
}

/** Adds the signed Pact on the page of documents. */
export async function attachPact(
  page: Page,
  { language }: Pick<Town, 'language'>,
  hands: Hands = pointer,
): Promise<void> {
  await hands.attach(page.locator('input[type=file]'), signedPact);
  await hands.press(page.getByRole('button', { name: publicWords(language).documents.upload }));
  await expect(page.locator('.document-name').filter({ hasText: signedPact.name })).toBeVisible();
}

/**
 * A town's officer fills in the whole form, sends it and proves the address; `look` is called on
 * every page.
 * @returns the reference.
 */
export async function endorse(page: Page, town: Town, manner: Manner = {}): Promise<string> {
  const { look = expectAccessible, hands = pointer, unsigned = false } = manner;
  const say = publicWords(town.language);
  const next = () => hands.press(page.getByRole('button', { name: say.form.continue }));
  await page.goto(`/${town.language}/endorse`);
  await look(page);
  await hands.press(page.getByRole('button', { name: say.start.begin, exact: true }));
  const begun = Date.now();
  await expect(page.getByRole('heading', { level: 1, name: say.find.titles.town })).toBeVisible();
  await look(page);

  await nameAuthority(page, town, manner);

  await hands.fill(page.locator('input[name=name]'), 'Ana Horvat');
  await hands.fill(page.locator('input[name=office]'), 'Mayor');
  await next();
  await expect(page).toHaveURL(/\/endorse\/contact$/);
  await hands.fill(page.locator('input[name=name]'), 'Ivo Kovač');
  await hands.fill(page.locator('input[name=email]'), town.email);
  await next();
  await hands.check(page.locator('input[name=body][value=council]'));
  for (const [part, text] of Object.entries({ day: '12', month: '3', year: '2026' })) {
    await hands.fill(page.locator(`input[name="decidedOn.${part}"]`), text);
  }
  await look(page);
  await next();
  await pledge(page, next, manner);

  await expect(page).toHaveURL(/\/endorse\/documents$/);
  if (!unsigned) await hands.attach(page.locator('input[type=file]'), signedPact);
  await look(page);
  await next();
  await expect(page).toHaveURL(/\/endorse\/check$/, { timeout: 20_000 });
  await expect(page.getByText('Ivo Kovač')).toBeVisible();
  await hands.check(page.locator('input[name=accepted]'));
  await look(page);
  // The server treats a submission that is faster than any person as automated and asks to check it
  // again.
  await page.waitForTimeout(Math.max(0, personSeconds * 1000 - (Date.now() - begun)));
  const send = unsigned ? say.check.sendUnsigned : say.check.send;
  await hands.press(page.getByRole('button', { name: send, exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: say.sent.title })).toBeVisible();
  await look(page);
  const reference = await page.locator('.reference').innerText();

  await page.goto(linkIn(await readMail(town.email, subjectOf(town.language, 'confirm_email'))));
  await look(page);
  await hands.press(page.getByRole('button', { name: say.confirm.button }));
  await expect(page.getByRole('heading', { level: 1, name: say.confirmed.title })).toBeVisible();
  await look(page);
  return reference;
}

import { expect, type Page } from '@playwright/test';
import { expectAccessible, linkIn, readMail, signedPact } from './support.ts';

export interface Town {
  language: 'en' | 'fr';
  kind: 'municipality' | 'region' | 'association';
  country: string;
  official: string;
  email: string;
  /** What is typed into the search for the place; without it everything is entered by hand. */
  search?: string;
}

const personSeconds = 4;

/** The words of the pages that a story presses or looks for. */
export const words = {
  en: {
    begin: 'Begin',
    another: 'Begin another one',
    search: 'Search',
    byHand: 'Enter the details yourself',
    next: 'Save and continue',
    upload: 'Upload',
    tasks: 'Your endorsement',
    check: 'Check your answers and send',
    send: 'Send the endorsement',
    proof: 'One step is left',
    confirm: 'Yes, this is my address',
    confirmed: 'Your address is confirmed',
    subject: 'Confirm your e-mail address',
  },
  fr: {
    begin: 'Commencer',
    another: 'En commencer une autre',
    search: 'Chercher',
    byHand: 'Saisir vous-même les renseignements',
    next: 'Enregistrer et continuer',
    upload: 'Envoyer le fichier',
    tasks: 'Votre adhésion',
    check: 'Vérifier vos réponses et envoyer',
    send: 'Envoyer l’adhésion',
    proof: 'Il reste une étape',
    confirm: 'Oui, c’est mon adresse',
    confirmed: 'Votre adresse est confirmée',
    subject: 'Confirmez votre adresse',
  },
} as const;

/** The authority and its place: chosen from the list of places, or entered by hand. */
async function nameAuthority(page: Page, town: Town, look: (page: Page) => Promise<void>): Promise<void> {
  const say = words[town.language];
  await page.locator('.task-list a').first().click();
  await expect(page).toHaveURL(/\/endorse\/find$/);
  if (town.search) {
    await page.locator('select[name=country]').selectOption(town.country);
    await page.locator('input[name=q]').fill(town.search);
    await page.getByRole('button', { name: say.search, exact: true }).click();
    await look(page);
    await page.getByRole('button', { name: town.official }).first().click();
    await expect(page.locator('input[name=nameOfficial]')).toHaveValue(town.official);
  } else {
    await page.getByRole('link', { name: say.byHand }).click();
    await page.locator(`input[name=kind][value=${town.kind}]`).check();
    await page.locator('select[name=countryCode]').selectOption(town.country);
    await page.locator('input[name=nameOfficial]').fill(town.official);
    await page.locator('input[name=population]').fill('52 000');
  }
  await page.locator('input[name=website]').fill('www.example.org');
  await look(page);
  await page.getByRole('button', { name: say.next }).click();
  await expect(page).toHaveURL(/\/endorse\/place$/);
  if (!town.search) {
    await page.locator('input[name=latitude]').fill('48,33');
    await page.locator('input[name=longitude]').fill('4.44');
  }
  await look(page);
  await page.getByRole('button', { name: say.next }).click();
  await expect(page).toHaveURL(/\/endorse\/tasks$/);
}

/** A town's officer fills in the whole form, sends it and proves the address; `look` is called on every page. @returns the reference. */
export async function endorse(page: Page, town: Town, look: (page: Page) => Promise<void> = expectAccessible): Promise<string> {
  const say = words[town.language];
  const next = () => page.getByRole('button', { name: say.next }).click();
  await page.goto(`/${town.language}/endorse`);
  await look(page);
  await page.getByRole('button', { name: say.begin, exact: true }).click();
  const begun = Date.now();
  await expect(page.getByRole('heading', { level: 1, name: say.tasks })).toBeVisible();
  await look(page);

  await nameAuthority(page, town, look);

  await page.goto(`/${town.language}/endorse/signer`);
  await page.locator('input[name=name]').fill('Ana Horvat');
  await page.locator('input[name=office]').fill('Mayor');
  await next();
  await page.locator('input[name=name]').fill('Ivo Kovač');
  await page.locator('input[name=email]').fill(town.email);
  await next();
  await page.locator('input[name=body][value=council]').check();
  await page.locator('input[name=decidedOn]').fill('2026-03-12');
  await look(page);
  await next();

  await page.goto(`/${town.language}/endorse/prevention`);
  for (const pillar of ['prevention', 'protection', 'prosecution', 'participation']) {
    await expect(page).toHaveURL(new RegExp(`/endorse/${pillar}$`));
    await page.locator('input[type=checkbox]').nth(1).check();
    await page.locator('select[name="actions.1.targetYear"]').selectOption({ index: 2 });
    if (pillar === 'protection') {
      await page.locator('input[name="actions.1.leadDepartment"]').fill('Odjel za djecu');
      await page.locator('textarea[name="ownWords.0.text"]').fill('A child-friendly room in the town library, open every day.');
      await look(page);
    }
    await next();
  }

  await page.goto(`/${town.language}/endorse/documents`);
  await page.locator('input[type=file]').setInputFiles(signedPact);
  await page.getByRole('button', { name: say.upload }).click();
  await expect(page.locator('.document-name').filter({ hasText: signedPact.name })).toBeVisible();
  await look(page);

  await page.goto(`/${town.language}/endorse/check`);
  await expect(page.getByText('Ivo Kovač')).toBeVisible();
  await page.locator('input[name=accepted]').check();
  await look(page);
  // The server takes whoever is faster than any person for a machine, and asks to read again.
  await page.waitForTimeout(Math.max(0, personSeconds * 1000 - (Date.now() - begun)));
  await page.getByRole('button', { name: say.send }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.proof })).toBeVisible();
  await look(page);
  const reference = await page.locator('.reference').innerText();

  await page.goto(linkIn(await readMail(town.email, say.subject)));
  await look(page);
  await page.getByRole('button', { name: say.confirm }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.confirmed })).toBeVisible();
  await look(page);
  return reference;
}

import { expect, test } from '@playwright/test';
import enPublic from '../client/src/locales/en/public.json' with { type: 'json' };
import frPublic from '../client/src/locales/fr/public.json' with { type: 'json' };
import { decide, openCase, openDocument, signIn, staffWords, type Language } from './staff.ts';
import { expectAccessible, linkIn, readMail, signedPact } from './support.ts';
import { endorse, words } from './town.ts';

const publicWords = { en: enPublic, fr: frPublic };
const published = { en: 'is on the register', fr: 'figure au registre' };
/** Unlike each other, so that none is asked about as another's duplicate. */
const names: Record<string, string> = { 'desktop en': 'Vrbovec', 'desktop fr': 'Otočac', 'phone en': 'Karlobag', 'phone fr': 'Delnice' };

for (const language of ['en', 'fr'] as const satisfies Language[]) {
  test(`a town endorses the Pact, staff ask for changes, approve and publish it, everyone sees it (${language})`, async ({ browser, page }, {
    project,
  }) => {
    test.setTimeout(180_000);
    const official = names[`${project.name} ${language}`]!;
    const town = { language, official, en: `${official} Hill`, email: `ivo-${project.name}-${language}@example.hr` };
    const reference = await endorse(page, town);

    const office = await (await browser.newContext({ ...project.use })).newPage();
    const say = staffWords[language];
    await signIn(office, language);
    await expect(office.getByRole('heading', { level: 1, name: say.queue.title })).toBeVisible();
    await openCase(office, language, reference);
    await expect(office.getByRole('heading', { level: 1 })).toContainText(official);
    await expectAccessible(office);

    await decide(office, language, 'approve');
    await expect(office.locator('.error-summary'), 'nobody approves what was not read').toBeFocused();
    await openDocument(office, language, signedPact.name);
    await decide(office, language, 'request_changes', 'Please write the region of the town.');
    await expect(office.getByRole('status').filter({ hasText: say.decision.done.request_changes })).toBeFocused();
    await expectAccessible(office);

    await test.step('the town reads what is asked for, changes it and sends it again', async () => {
      await readMail(town.email, 'Please write the region of the town.');
      await page.goto(`/${language}/case`);
      await expect(page.getByText('Please write the region of the town.')).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('link', { name: publicWords[language].case.answer }).click();
      await page.goto(`/${language}/endorse/authority`);
      await page.locator('input[name=region]').fill('Primorje');
      await page.getByRole('button', { name: words[language].next }).click();
      await page.goto(`/${language}/endorse/check`);
      await page.locator('input[name=accepted]').check();
      await page.getByRole('button', { name: publicWords[language].check.sendAgain }).click();
      await expect(page.getByRole('heading', { level: 1, name: publicWords[language].sent.titleAgain })).toBeVisible();
      await expectAccessible(page);
    });

    await openCase(office, language, reference);
    await expect(office.getByText('Primorje', { exact: true })).toBeVisible();
    await decide(office, language, 'approve');
    await expect(office.getByText(say.decision.done.approve)).toBeVisible();
    const hidden = await page.request.get(`/${language}/signatories?q=${encodeURIComponent(official)}`);
    expect(await hidden.text(), 'approved is not published').not.toContain(`${official}</`);

    await office.getByRole('button', { name: say.signatory.action.publish }).click();
    await expectAccessible(office);
    await office.getByRole('dialog').getByRole('button', { name: say.signatory.action.publish }).click();
    await expect(office.getByText(say.signatory.done.publish, { exact: true })).toBeVisible();
    await expectAccessible(office);

    await test.step('the town is told, follows the link, and its page is public', async () => {
      await page.goto(linkIn(await readMail(town.email, published[language])));
      await expect(page.getByRole('heading', { level: 1 })).toContainText(official);
      await expect(page.getByText('A child-friendly room in the town library, open every day.')).toBeVisible();
      await expect(page.getByText('Odjel za djecu')).toBeVisible();
      await expect(page.locator('body'), 'an official’s data stays private').not.toContainText(/Ivo Kovač|@example\.hr|Ana Horvat/);
      await expectAccessible(page);
      await page.goto(`/${language}/signatories?q=${encodeURIComponent(official)}`);
      await expect(page.locator('.signatory-item h3 a')).toHaveCount(1);
    });
    await office.context().close();
  });
}

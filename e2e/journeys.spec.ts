import { expect, type Browser, type Page } from '@playwright/test';
import { isApproved, joins, sends, type Seed } from './seeds.ts';
import { atWorkbench } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { test } from './story-test.ts';
import { publicWords, subjectOf } from './words.ts';

const words = publicWords('en');
const nobodyLooks = async () => undefined;

/** A separate town for each story, screen and mode. */
function townOf(story: string, project: string, scripts: boolean): Seed {
  const name = `${story}${project === 'phone' ? 'dorf' : 'feld'}${scripts ? '' : ' am Berg'}`;
  const mailbox = name.toLowerCase().replaceAll(' ', '-');
  return { name, country: 'AT', language: 'en', email: `${mailbox}@example.org` };
}

/** A published town, and a colleague at the workbench. */
async function isSignatory(page: Page, town: Seed) {
  const reference = await joins(town);
  await atWorkbench(page, 'en');
  const { signatory } = await isApproved(page, reference, true);
  return { reference, signatory };
}

/** The office's own browser, with or without scripts. */
async function officeOf(browser: Browser, page: Page, scripts: boolean): Promise<Page> {
  const { viewport = null, colorScheme = null } = test.info().project.use;
  const baseURL = new URL(page.url()).origin;
  const context = await browser.newContext({
    ...{ viewport, colorScheme, baseURL },
    javaScriptEnabled: scripts,
  });
  return context.newPage();
}

for (const scripts of [true, false])
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    // axe is a script.
    const look = scripts ? expectAccessible : nobodyLooks;

    test('a mistyped address is corrected; the old one gets nothing more', async ({
      page,
      browser,
    }, { project }) => {
      const town = townOf('Tippfehler', project.name, scripts);
      await page.goto('/en');
      const office = await officeOf(browser, page, scripts);
      const mistyped = town.email.replace('@', '-x@');
      await sends({ ...town, email: mistyped }, office.request);
      const dead = linkIn(await readMail(mistyped, subjectOf('en', 'confirm_email')));

      await office.goto('/en/endorse/sent');
      await office.getByRole('link', { name: words.address.correct }).click();
      await expect(office.getByRole('heading', { level: 1 })).toHaveText(words.address.title);
      await look(office);
      await office.locator('input[name=email]').fill('horvat@');
      await office.getByRole('button', { name: words.address.button }).click();
      await expect(office.locator('.error-summary')).toBeVisible();
      await expect(office.locator('input[name=email]')).toHaveValue('horvat@');
      await look(office);
      await office.locator('input[name=email]').fill(town.email);
      await office.getByRole('button', { name: words.address.button }).click();
      await expect(office.getByText(words.sent.corrected)).toBeVisible();
      await look(office);

      await office.goto(dead);
      await office.getByRole('button', { name: words.confirm.button }).click();
      await expect(office.locator('.error-summary')).toBeVisible();
      await office.goto(linkIn(await readMail(town.email, subjectOf('en', 'confirm_email'))));
      await office.getByRole('button', { name: words.confirm.button }).click();
      await expect(office.getByRole('heading', { level: 1 })).toHaveText(words.confirmed.title);
      await look(office);
      await office.context().close();
    });

    test('a report by an official who has lost reference and link', async ({ page, browser }, {
      project,
    }) => {
      test.setTimeout(120_000);
      const town = townOf('Verloren', project.name, scripts);
      const { signatory } = await isSignatory(page, town);
      const office = await officeOf(browser, page, scripts);
      await office.goto('/en/case');
      await office.locator('input[name=email]').fill(town.email);
      await office.getByRole('button', { name: words.caseSignIn.button }).click();
      await expect(office.getByText(words.caseSignIn.sent.split('{')[0]!)).toBeVisible();
      await look(office);
      await office.goto(linkIn(await readMail(town.email, subjectOf('en', 'case_link'))));
      await office.getByRole('button', { name: words.caseOpen.button }).click();
      await office.getByRole('button', { name: words.ownPlace.offers.progress.title }).click();
      await office.locator('select[name="reports.0.progress"]').selectOption('done');
      await office.locator('textarea[name="reports.0.note"]').fill('All teachers are trained.');
      await look(office);
      await office.getByRole('button', { name: words.form.continue }).click();
      await office.goto('/en/endorse/check');
      await office.locator('input[name=accepted]').check();
      await office.getByRole('button', { name: words.check.sendFollowUp, exact: true }).click();
      await expect(office.getByRole('heading', { level: 1 })).toHaveText(
        words.sent.ends.progress.title,
      );
      await look(office);
      const reference = await office.locator('.reference').innerText();
      await isApproved(page, reference);
      await office.goto(`/en/signatories/${signatory.publicId}`);
      await expect(office.getByText('All teachers are trained.').first()).toBeVisible();
      await look(office);
      await office.context().close();
    });

    test('a town leaves: the mail gives the reason, and the public page the days of joining and leaving', async ({
      page,
      browser,
    }, { project }) => {
      test.setTimeout(120_000);
      const town = townOf('Abschied', project.name, scripts);
      const { reference, signatory } = await isSignatory(page, town);
      const office = await officeOf(browser, page, scripts);
      await office.goto('/en/case');
      await office.locator('input[name=reference]').fill(reference);
      await office.locator('input[name=email]').fill(town.email);
      await office.getByRole('button', { name: words.caseSignIn.button }).click();
      await office.goto(linkIn(await readMail(town.email, subjectOf('en', 'case_link'))));
      await office.getByRole('button', { name: words.caseOpen.button }).click();
      const offer = words.ownPlace.offers.withdrawal;
      await office.getByRole('button', { name: offer.title }).click();
      await office.locator('textarea[name=reason]').fill('The council was dissolved.');
      await look(office);
      await office.getByRole('button', { name: words.form.continue }).click();
      await office.goto('/en/endorse/check');
      await office.locator('input[name=accepted]').check();
      await look(office);
      await office.getByRole('button', { name: words.check.sendFollowUp, exact: true }).click();
      await expect(office.getByRole('heading', { level: 1 })).toHaveText(
        words.sent.ends.withdrawal.title,
      );
      await isApproved(page, await office.locator('.reference').innerText());
      const mail = await readMail(town.email, `${town.name} has left the Pact`);
      expect(mail).toContain('The council was dissolved.');
      const gone = await office.goto(`/en/signatories/${signatory.publicId}`);
      expect(gone?.status()).toBe(410);
      await expect(office.getByText(/It was a signatory of the Pact from .* until/)).toBeVisible();
      await look(office);
      const badge = await office.request.get(`/en/signatories/${signatory.publicId}/badge.svg`);
      expect(await badge.text()).toContain('Signatory until');
      await office.goto('/en/case');
      await expect(office.getByText(words.case.states.left.title)).toBeVisible();
      await expect(office.locator('.case-progress')).toHaveCount(0);
      await look(office);
      await office.context().close();
    });
  });

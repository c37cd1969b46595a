import { expect, type Page } from '@playwright/test';
import { isApproved, joins } from './seeds.ts';
import { atWorkbench } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { test } from './story-test.ts';
import { publicWords, subjectOf } from './words.ts';
import { yearPasses } from './year-passes.ts';

const words = publicWords('en');
const townOf = (project: string) => ({
  name: { desktop: 'Jahresfeld', phone: 'Jahresdorf' }[project] ?? 'Jahresau',
  country: 'AT',
  language: 'en' as const,
  email: `history-${project}@example.org`,
});

/** The town reports on its first pledge, and a colleague accepts it, both on this server. */
async function reports(town: Page, staff: Page, note: string, state: string): Promise<void> {
  await town.getByRole('button', { name: words.ownPlace.offers.progress.title }).click();
  await expect(town.getByText(words.report.noteHint).first()).toBeVisible();
  await town.locator('select[name="reports.0.progress"]').selectOption(state);
  await town.locator('textarea[name="reports.0.note"]').fill(note);
  await town.getByRole('button', { name: words.form.continue }).click();
  await town.getByRole('button', { name: words.form.continue }).click();
  await town.locator('input[name=accepted]').check();
  await town.getByRole('button', { name: words.check.sendFollowUp }).click();
  await expect(town.getByRole('heading', { level: 1 })).toHaveText(words.sent.ends.progress.title);
  await isApproved(staff, await town.locator('.reference').innerText());
}

test('a town reports in two years, and its page shows both reports', async ({ page, browser }, {
  project,
}) => {
  test.setTimeout(180_000);
  const town = townOf(project.name);
  const outside = await browser.newContext({ ...project.use });
  const reference = await joins(town);
  await atWorkbench(page, 'en');
  const { signatory } = await isApproved(page, reference, true);
  const { origin } = new URL(page.url());

  const office = await outside.newPage();
  await office.goto(`${origin}/en/case`);
  await office.getByLabel(words.caseSignIn.reference).fill(reference);
  await office.locator('input[name=email]').fill(town.email);
  await office.getByRole('button', { name: words.caseSignIn.button }).click();
  await office.goto(origin + linkIn(await readMail(town.email, subjectOf('en', 'case_link'))));
  await office.getByRole('button', { name: words.caseOpen.button }).click();
  await reports(office, page, 'Two schools have begun.', 'under_way');
  await yearPasses(signatory.id);
  await office.goto(`${origin}/en/case`);
  await reports(office, page, 'Every school takes part.', 'done');

  await page.goto(`${origin}/en/signatories/${signatory.publicId}`);
  const all = page.locator('.pledge-reports').first();
  await all.locator('summary').click();
  await expect(all.locator('li')).toHaveCount(2);
  await expect(all).toContainText('Two schools have begun.');
  await expect(all).toContainText('Every school takes part.');
  const history = page.locator('.history');
  await expect(history.getByText(words.signatory.history.reported)).toHaveCount(2);
  await expectAccessible(page);
  await page.goto(`${origin}/fr/signatories/${signatory.publicId}`);
  await expect(page.getByText(publicWords('fr').signatory.history.title).first()).toBeVisible();
  await expectAccessible(page);
  await outside.close();
});

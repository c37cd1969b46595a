import { expect } from '@playwright/test';
import { isApproved, joins } from './seeds.ts';
import { atWorkbench, goTo, staffWords } from './staff.ts';
import { expectAccessible, linkIn, readMail } from './support.ts';
import { test } from './story-test.ts';
import { publicWords } from './words.ts';

const say = staffWords.en;
const words = publicWords('fr');
/** One town for each screen, so that the stories do not meet. */
const townOf = (project: string) => ({
  name: { desktop: 'Fehlersfeld', phone: 'Fehlersdorf' }[project] ?? 'Fehlersau',
  country: 'AT',
  language: 'en' as const,
  email: `readers-${project}@example.org`,
});

test('a reader reports an error without scripts, staff correct it, and the reader gets an answer', async ({
  page,
  browser,
  baseURL,
}, { project }) => {
  test.setTimeout(120_000);
  const town = townOf(project.name);
  const reader = `reader-${project.name}@example.org`;
  const reference = await joins(town);
  await atWorkbench(page, 'en');
  const { signatory } = await isApproved(page, reference, true);

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    viewport: page.viewportSize(),
    ...(baseURL ? { baseURL } : {}),
  });
  const outside = await plain.newPage();
  await outside.goto(`/fr/signatories/${signatory.publicId}`);
  await outside.getByRole('link', { name: words.errorReport.link }).click();
  await expect(outside.getByText(words.errorReport.notAbuse)).toBeVisible();
  await outside.getByRole('button', { name: words.errorReport.button }).click();
  await expect(outside.locator('.error-summary')).toBeVisible();
  await outside.getByLabel(words.errorReport.kinds.wrong_fact).check();
  await outside.getByLabel(words.errorReport.words).fill('Le site a changé : il finit par .eu.');
  await outside.getByLabel(words.errorReport.name).fill('Léa');
  await outside.getByLabel(words.errorReport.email).fill(reader);
  await outside.getByRole('button', { name: words.errorReport.button }).click();
  await expect(outside.getByText(words.errorReport.sent)).toBeVisible();
  await outside.goto(linkIn(await readMail(reader, 'error-report/confirm')));
  await outside.getByRole('button', { name: words.errorReport.confirm.button }).click();
  await expect(outside.getByText(words.errorReport.confirm.doneText)).toBeVisible();

  const visitor = await page.context().newPage();
  for (const path of ['error', '']) {
    await visitor.goto(`/fr/signatories/${signatory.publicId}/${path}`.replace(/\/$/, ''));
    await expectAccessible(visitor);
  }
  await visitor.close();

  await page.goto('/staff');
  await expect(page.locator('#home-errorReports')).toContainText(town.name);
  await expectAccessible(page);
  await goTo(page, 'cases', 'error-reports');
  await expectAccessible(page);
  await page.getByRole('link', { name: town.name }).click();
  await expect(page.getByText('Le site a changé : il finit par .eu.')).toBeVisible();
  await page.getByRole('button', { name: say.errorReports.take }).click();
  await expect(page.getByText(say.errorReports.done.take)).toBeVisible();
  // One press away: the editing of the entry, with its four eyes.
  await page.getByRole('link', { name: say.errorReports.edit }).click();
  // The report's own heading names the town as well.
  await expect(page).toHaveURL(/\/staff\/register\//);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(town.name);
  await page.goBack();
  await page.getByRole('button', { name: say.errorReports.send }).click();
  await expect(page.locator('.error-summary')).toBeVisible();
  await page
    .getByLabel(say.errorReports.outcome)
    .selectOption({ label: say.errorReports.action.correct });
  await page.getByLabel(say.errorReports.answer).fill('Merci : l’adresse du site est corrigée.');
  await expectAccessible(page);
  await page.getByRole('button', { name: say.errorReports.send }).click();
  await expect(page.getByText(say.errorReports.done.correct)).toBeVisible();
  await expectAccessible(page);
  const mail = await readMail(reader, 'Merci : l’adresse du site est corrigée.');
  expect(mail).toContain('Bonjour Léa,');

  await page.goto('/fr/transparency');
  await expect(page.getByRole('heading', { name: words.transparency.reports.title })).toBeVisible();
  await expectAccessible(page);
  await plain.close();
});

test('a reader follows a town without scripts, sees everything followed, and stops with the mailed link', async ({
  page,
  browser,
  baseURL,
}, { project }) => {
  test.setTimeout(120_000);
  const town = { ...townOf(project.name), email: `followed-${project.name}@example.org` };
  town.name = town.name.replace('Fehlers', 'Folgens');
  const reader = `follower-${project.name}@example.org`;
  const reference = await joins(town);
  await atWorkbench(page, 'en');
  const { signatory } = await isApproved(page, reference, true);

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    viewport: page.viewportSize(),
    ...(baseURL ? { baseURL } : {}),
  });
  const outside = await plain.newPage();
  await outside.goto(`/fr/signatories/${signatory.publicId}`);
  await outside.getByRole('button', { name: words.follow.button, exact: true }).click();
  await expect(outside.locator('.error-summary')).toBeVisible();
  await outside.getByLabel(words.newsletter.email).fill(reader);
  await outside.getByRole('button', { name: words.follow.button, exact: true }).click();
  await expect(outside.getByText(words.newsletter.sent)).toBeVisible();
  await outside.goto(linkIn(await readMail(reader, 'follow/confirm')));
  await outside.getByRole('button', { name: words.follow.confirm.button }).click();
  await expect(outside.getByText(words.follow.confirm.doneText)).toBeVisible();

  // Asking again sends the link to manage everything.
  await outside.goto(`/fr/follow?kind=signatory&key=${signatory.publicId}`);
  await outside.getByLabel(words.newsletter.email).fill(reader);
  await outside.getByRole('button', { name: words.follow.button, exact: true }).click();
  const manage = linkIn(await readMail(reader, 'follow/manage'));

  const visitor = await page.context().newPage();
  for (const path of [
    `/fr/follow?kind=signatory&key=${signatory.publicId}`,
    `/en/signatories/${signatory.publicId}`,
    '/fr/countries/AT',
    '/en/pact/prevention/training',
    manage,
  ]) {
    await visitor.goto(path);
    await expectAccessible(visitor);
  }
  await visitor.close();

  await outside.goto(manage);
  await expect(outside.getByRole('link', { name: town.name })).toBeVisible();
  await outside.getByRole('button', { name: words.follow.manage.stopAll }).click();
  await expect(outside.getByText(words.follow.manage.stopped.all)).toBeVisible();
  await outside.goto(manage);
  await expect(outside.getByText(words.follow.manage.none)).toBeVisible();
  await plain.close();
});

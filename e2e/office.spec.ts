import { expect } from '@playwright/test';
import { isApproved, joins } from './seeds.ts';
import { atWorkbench, decide, openCase, proveByApi, staffWords, typeDay, goTo } from './staff.ts';
import { expectAccessible, readMail } from './support.ts';
import { publicWords } from './words.ts';
import { dayFromToday } from '../server/test/support/days.js';
import { test } from './story-test.ts';

const say = staffWords.en;
/** Further tests on cases, with one town per screen so that they do not interfere. */
const towns = { desktop: 'Wiesental', phone: 'Rebental' };

test('U17 the town sees a remark beside its answer, and its change comes back; a mention in a note mails the colleague', async ({
  page,
  browser,
}, info) => {
  test.setTimeout(120_000);
  const name = towns[info.project.name as keyof typeof towns];
  const town = {
    name,
    country: 'LI',
    language: 'en' as const,
    email: `remarks-${name.toLowerCase()}@example.org`,
  };
  const reference = await joins(town, page.request);
  const reviewer = await (await browser.newContext({ ...info.project.use })).newPage();
  await atWorkbench(reviewer, 'en');

  const colleague = {
    name: `Mira ${name}`,
    email: `mira-${name.toLowerCase()}@example.org`,
    roles: ['reviewer'],
    language: 'en',
  };
  await proveByApi(reviewer);
  expect((await reviewer.request.post('/api/v1/staff/colleagues', { data: colleague })).ok()).toBe(
    true,
  );
  await openCase(reviewer, 'en', reference);
  await reviewer.getByLabel(say.notes.label).fill('Is this region spelt right?');
  await reviewer.locator('#mention').selectOption(colleague.name);
  await expect(reviewer.getByLabel(say.notes.label)).toHaveValue(
    `Is this region spelt right? @${colleague.name} `,
  );
  await reviewer.getByRole('button', { name: say.notes.post }).click();
  await expect(reviewer.locator('.rows', { hasText: colleague.name })).toBeVisible();
  const told = await readMail(colleague.email, name);
  expect(told, 'what is private stays behind the sign-in').not.toContain('spelt right');

  await reviewer.getByRole('radio', { name: say.decision.request_changes, exact: true }).check();
  await reviewer.locator('#reasonCode').selectOption('answers_unclear');
  await reviewer.getByRole('button', { name: say.remarks.add }).click();
  await reviewer.locator('#remark-0').selectOption('/authority/region');
  await reviewer.locator('#remark-text-0').fill('Please write the region in full.');
  await expectAccessible(reviewer);
  await reviewer.getByRole('button', { name: say.decision.submit }).click();
  await expect(reviewer.getByText(say.decision.done.request_changes)).toBeVisible();

  await readMail(town.email, 'Please write the region in full.');
  await page.goto('/en/case');
  await expectAccessible(page);
  await page.getByRole('link', { name: new RegExp(`^${publicWords('en').remarks.open}`) }).click();
  await expect(page).toHaveURL(/\/endorse\/authority/);
  await expect(page.locator('.remark-note')).toContainText('Please write the region in full.');
  await expectAccessible(page);
  await page.locator('input[name=region]').fill('Oberland');
  await page.getByRole('button', { name: publicWords('en').form.continue }).click();
  await page.goto('/en/endorse/check');
  await page.locator('input[name=accepted]').check();
  await page.getByRole('button', { name: publicWords('en').check.sendAgain }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: publicWords('en').sent.ends.endorsement.title }),
  ).toBeVisible();
  await openCase(reviewer, 'en', reference);
  await expect(reviewer.getByRole('insertion').filter({ hasText: 'Oberland' })).toBeVisible();
  await reviewer.context().close();
});

test('U16 publication is scheduled, moved and cancelled, and the page stays hidden meanwhile', async ({
  page,
}, info) => {
  const name = `${towns[info.project.name as keyof typeof towns]} later`;
  await atWorkbench(page, 'en');
  const { id, signatory } = await isApproved(
    page,
    await joins({
      name,
      country: 'LI',
      language: 'fr',
      email: `later-${info.project.name}@example.org`,
    }),
  );
  const spelt = (day: string) =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
  await page.goto(`/staff/cases/${id}`);
  const dialog = page.getByRole('dialog');
  for (const day of [dayFromToday(0), dayFromToday(20), dayFromToday(30)]) {
    await page.getByRole('button', { name: say.signatory.action.schedule }).click();
    await typeDay(dialog, 'publishOn', day);
    await dialog.locator('#reasonCode').selectOption('ceremony');
    await dialog.getByRole('button', { name: say.signatory.action.schedule }).click();
    if (day === dayFromToday(0)) {
      await expect(dialog.locator('.error-summary'), 'a day to come').toBeFocused();
      await expectAccessible(page);
      await dialog.getByRole('button', { name: say.common.cancel }).click();
      continue;
    }
    await expect(
      page.getByText(say.signatory.publishOn.replace('{day}', spelt(day))),
    ).toBeVisible();
  }
  await expectAccessible(page);
  expect(
    (await page.request.get(`/en/signatories/${signatory.publicId}`)).status(),
    'not public before its day',
  ).toBe(404);
  await page.getByRole('button', { name: say.signatory.action.unschedule }).click();
  await dialog.locator('#reasonCode').selectOption('date_moved');
  await dialog.getByRole('button', { name: say.signatory.action.unschedule }).click();
  await expect(page.getByText(say.signatory.done.unschedule)).toBeVisible();
  await expect(page.getByText(say.signatory.publishOn.split('{')[0]!)).toHaveCount(0);
});

test('S07 a message template is written in both languages, read with the sample case, and used in a decision', async ({
  page,
  context,
}, info) => {
  const town = `${towns[info.project.name as keyof typeof towns]} Nord`;
  const name = `Region missing ${info.project.name}`;
  await atWorkbench(page, 'en');
  await goTo(page, 'messages', 'templates');
  await expect(page.getByRole('heading', { level: 1, name: say.templates.title })).toBeVisible();
  await page.getByRole('link', { name: say.templates.add }).click();
  await page.getByLabel(say.templates.name, { exact: true }).fill(name);
  await page.getByLabel(say.templates.decision).selectOption('request_changes');
  await page.locator('#textEn').fill('Dear {password}, the region is missing.');
  await page.locator('#textFr').fill('Il manque la région de ');
  await page.locator('#textFr').press('End');
  await page
    .getByRole('group', { name: say.case.languageName.fr })
    .getByRole('button', { name: '{authority}' })
    .click();
  await expect(page.locator('#textFr')).toHaveValue('Il manque la région de {authority}');
  await page.getByRole('button', { name: say.templates.save }).click();
  await expect(page.locator('.error-summary'), 'an unknown placeholder is refused').toBeFocused();
  await expectAccessible(page);
  await page.locator('#textEn').fill('The region of {authority} is missing.');
  await page.getByRole('button', { name: say.templates.preview }).click();
  await expect(page.locator('.mail-sheet [lang=en]')).toContainText(
    'The region of Schönau am Königssee is missing.',
  );
  await page.getByRole('button', { name: say.templates.save }).click();
  await expect(page.getByText(say.templates.saved)).toBeVisible();
  await expectAccessible(page);

  await test.step('a second window saves first: the input is kept, and the other’s text is shown', async () => {
    const other = await context.newPage();
    await other.goto(page.url());
    await other.locator('#textFr').fill('Indiquez la région de {authority}.');
    await other.getByRole('button', { name: say.templates.save }).click();
    await expect(other.getByText(say.templates.saved)).toBeVisible();
    await other.close();
    await page.locator('#textEn').fill('Please tell us the region of {authority}.');
    await page.getByRole('button', { name: say.templates.save }).click();
    await expect(page.getByText(say.conflict.kept)).toBeVisible();
    await page.getByRole('button', { name: say.case.loadNewest }).click();
    await expect(page.locator('details', { hasText: say.templates.meanwhile })).toContainText(
      'Indiquez la région de {authority}.',
    );
    await expect(page.locator('#textEn')).toHaveValue('Please tell us the region of {authority}.');
    await expectAccessible(page);
    await page.getByRole('button', { name: say.templates.save }).click();
    await expect(page.getByText(say.templates.saved)).toBeVisible();
  });

  const reference = await joins({
    name: town,
    country: 'LI',
    language: 'en',
    email: `template-${info.project.name}@example.org`,
  });
  await openCase(page, 'en', reference);
  await page.getByRole('radio', { name: say.decision.request_changes, exact: true }).check();
  await page.locator('#template').selectOption({ label: name });
  await expect(page.locator('textarea[name=reason]')).toHaveValue(
    `Please tell us the region of ${town}.`,
  );
  await decide(page, 'en', 'request_changes', `Please tell us the region of ${town}.`);
  await expect(page.getByText(say.decision.done.request_changes)).toBeVisible();
  await page.goto('/staff/templates');
  await expectAccessible(page);
});

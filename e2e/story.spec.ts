import { expect, type Browser, type Page, type TestInfo } from '@playwright/test';
import { officialFor } from '../contract/languages.ts';
import { keyboard } from './hands.ts';
import { decide, openCase, openDocument, atWorkbench, staffWords } from './staff.ts';
import { expectAccessible, linkIn, readMail, signedPact } from './support.ts';
import { endorse, type Town } from './town.ts';
import { publicWords, subjectOf } from './words.ts';
import { test } from './story-test.ts';

/**
 * Milliseconds: a file is inspected before the next page loads, which is slow on a busy machine.
 */
const afterUpload = 20_000;

/**
 * The towns of each test, different on the wide and the narrow screen, so that none looks like a
 * duplicate.
 */
const authorities: { title: string; desktop: Omit<Town, 'email'>; phone: Omit<Town, 'email'> }[] = [
  {
    title: 'a town in Ukraine',
    desktop: {
      language: 'uk',
      kind: 'municipality',
      country: 'UA',
      search: 'kosiv',
      official: 'Косів',
    },
    phone: {
      language: 'uk',
      kind: 'municipality',
      country: 'UA',
      search: 'яремче',
      official: 'Яремче',
    },
  },
  {
    title: 'a French region',
    desktop: { language: 'fr', kind: 'region', country: 'FR', official: 'Région Normandie' },
    phone: { language: 'fr', kind: 'region', country: 'FR', official: 'Collectivité de Corse' },
  },
  {
    title: 'a German association of counties',
    desktop: {
      language: 'de',
      kind: 'association',
      country: 'DE',
      official: 'Niedersächsischer Landkreistag',
      joint: ['Landkreis Celle', 'Landkreis Uelzen'],
      jointPlace: 'Lüneburg',
    },
    phone: {
      language: 'de',
      kind: 'association',
      country: 'DE',
      official: 'Saarländischer Städtebund',
      joint: ['Landkreis Merzig'],
    },
  },
];

for (const { title, ...screens } of authorities) {
  test(`${title} endorses the Pact, staff ask for changes, approve and publish it, and it keeps its page up to date`, async ({
    browser,
    page,
  }, info) => {
    test.setTimeout(240_000);
    const screen = info.project.name as 'desktop' | 'phone';
    const town = {
      ...screens[screen],
      email: `${title.split(' ')[2]!.toLowerCase()}-${screen}@example.org`,
    };
    // With scripts, the narrow screen is operated by keyboard only and the wide one by pointer.
    const reference = await endorse(
      page,
      town,
      screen === 'phone' ? { hands: keyboard(page) } : {},
    );
    const office = await openOffice(browser, info, town.language);
    await isPublished(page, office, town, reference);
    await reportsProgress(page, office, town);
    await proposesChanges(page, office, town);
    if (town.kind === 'region') await handsOver(page, browser, info, town);
    await office.context().close();
  });
}

async function openOffice(
  browser: Browser,
  { project }: TestInfo,
  language: Town['language'],
): Promise<Page> {
  const office = await (await browser.newContext({ ...project.use })).newPage();
  await atWorkbench(office, officialFor(language));
  await expect(
    office.getByRole('heading', { level: 1, name: staffWords[officialFor(language)].queue.title }),
  ).toBeVisible();
  return office;
}

async function isPublished(
  page: Page,
  office: Page,
  { language, official, email, joint = [], jointPlace }: Town,
  reference: string,
): Promise<void> {
  const say = staffWords[officialFor(language)];
  await openCase(office, officialFor(language), reference);
  await expect(office.getByRole('heading', { level: 1 })).toContainText(official);
  await expectAccessible(office);

  await decide(office, officialFor(language), 'approve');
  await expect(office.locator('.error-summary'), 'nobody approves what was not read').toBeFocused();
  await openDocument(office, officialFor(language), signedPact.name);
  await decide(
    office,
    officialFor(language),
    'request_changes',
    'Please write the region of the town.',
  );
  await expect(
    office.getByRole('status').filter({ hasText: say.decision.done.request_changes }),
  ).toBeFocused();
  await expectAccessible(office);

  await test.step('the town reads the request, makes the change and sends it again', async () => {
    await readMail(email, 'Please write the region of the town.');
    await page.goto(`/${language}/case`);
    // Under what is asked, and among the last steps.
    await expect(page.getByText('Please write the region of the town.').first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: publicWords(language).case.answer }).click();
    await page.goto(`/${language}/endorse/authority`);
    await page.locator('input[name=region]').fill('Primorje');
    await page.getByRole('button', { name: publicWords(language).form.continue }).click();
    await page.goto(`/${language}/endorse/check`);
    await page.locator('input[name=accepted]').check();
    await page.getByRole('button', { name: publicWords(language).check.sendAgain }).click();
    await expect(
      page.getByRole('heading', {
        level: 1,
        name: publicWords(language).sent.ends.endorsement.title,
      }),
    ).toBeVisible();
    await expectAccessible(page);
  });

  await openCase(office, officialFor(language), reference);
  await expect(office.getByRole('insertion').filter({ hasText: 'Primorje' })).toBeVisible();
  await decide(office, officialFor(language), 'approve');
  await expect(office.getByText(say.decision.done.approve)).toBeVisible();
  const hidden = await page.request.get(
    `/${language}/signatories?q=${encodeURIComponent(official)}`,
  );
  expect(await hidden.text(), 'approved is not published').not.toContain(`${official}</`);

  await office.getByRole('button', { name: say.signatory.action.publish, exact: true }).click();
  await expectAccessible(office);
  await office
    .getByRole('dialog')
    .getByRole('button', { name: say.signatory.action.publish, exact: true })
    .click();
  await expect(office.getByText(say.signatory.done.publish, { exact: true })).toBeVisible();
  await expectAccessible(office);

  await test.step('the town gets the mail, follows the link, and its page is public', async () => {
    await page.goto(linkIn(await readMail(email, subjectOf(language, 'published'))));
    await expect(page.getByRole('heading', { level: 1 })).toContainText(official);
    await expect(
      page.getByText('A child-friendly room in the town library, open every day.'),
    ).toBeVisible();
    await expect(page.getByText('Odjel za djecu')).toBeVisible();
    for (const name of [...joint, ...(jointPlace ? [jointPlace] : [])])
      await expect(page.getByText(name, { exact: true })).toBeVisible();
    await expect(page.locator('body'), 'an official’s data stays private').not.toContainText(
      /Ivo Kovač|@example\.org|Ana Horvat/,
    );
    await expectAccessible(page);
    await page.goto(`/${language}/signatories?q=${encodeURIComponent(official)}`);
    await expect(page.locator('.signatory-item h3 a')).toHaveCount(1);
  });
}

/** Sends the open form and has staff approve it. */
async function isApproved(
  page: Page,
  office: Page,
  { language }: Town,
  document?: string,
): Promise<void> {
  await expect(
    page.getByRole('heading', { level: 1, name: publicWords(language).sections.check }),
  ).toBeVisible();
  await page.locator('input[name=accepted]').check();
  await expectAccessible(page);
  await page.getByRole('button', { name: publicWords(language).check.sendFollowUp }).click();
  const reference = await page.locator('.reference').innerText();
  await page.goto(`/${language}/case`);
  await expectAccessible(page);
  await openCase(office, officialFor(language), reference);
  await expectAccessible(office);
  if (document) await openDocument(office, officialFor(language), document);
  await decide(office, officialFor(language), 'approve');
  await expect(
    office.getByText(staffWords[officialFor(language)].decision.done.approveFollowUp),
  ).toBeVisible();
}

async function reportsProgress(page: Page, office: Page, town: Town): Promise<void> {
  const { ownPlace, progress } = publicWords(town.language);
  await page.goto(`/${town.language}/case`);
  await expectAccessible(page);
  await page.getByRole('button', { name: ownPlace.offers.progress.title }).click();
  await page.locator('select[name="reports.0.progress"]').selectOption('dropped');
  await page.getByRole('button', { name: publicWords(town.language).form.continue }).click();
  await expect(page.locator('.error-summary'), 'dropping a pledge needs a reason').toBeFocused();
  await expectAccessible(page);
  await page.locator('select[name="reports.0.progress"]').selectOption('done');
  await page
    .locator('textarea[name="reports.0.note"]')
    .fill('240 trained, among them every coach.');
  await page.getByRole('button', { name: publicWords(town.language).form.continue }).click();
  await page.locator('select[name=pledgeId]').selectOption({ index: 1 });
  await page.locator('input[type=file]').setInputFiles({ ...signedPact, name: 'Proof.pdf' });
  await page.getByRole('button', { name: publicWords(town.language).documents.upload }).click();
  await expect(page.locator('.document-name')).toContainText('Proof.pdf', { timeout: afterUpload });
  await expectAccessible(page);
  await page.getByRole('button', { name: publicWords(town.language).form.continue }).click();
  await isApproved(page, office, town, 'Proof.pdf');
  await page.goto(`/${town.language}/case`);
  await page.getByRole('link', { name: publicWords(town.language).case.seePage }).click();
  await expect(page.getByText('240 trained, among them every coach.')).toBeVisible();
  await expect(page.locator('.pledge').first()).toContainText(progress.done);
  await expectAccessible(page);
}

async function proposesChanges(page: Page, office: Page, town: Town): Promise<void> {
  const { ownPlace } = publicWords(town.language);
  await page.goto(`/${town.language}/case`);
  await page.getByRole('button', { name: ownPlace.offers.amendment.title }).click();
  await expectAccessible(page);
  await page.goto(`/${town.language}/endorse/authority`);
  await page.locator('input[name=website]').fill('www.changed.example');
  await page.getByRole('button', { name: publicWords(town.language).form.continue }).click();
  await page.goto(`/${town.language}/endorse/check`);
  await isApproved(page, office, town);
  await page.goto(`/${town.language}/case`);
  await page.getByRole('link', { name: publicWords(town.language).case.seePage }).click();
  await expect(page.getByRole('link', { name: 'www.changed.example' })).toBeVisible();
}

/**
 * The contact hands over. The new one accepts by the mailed link on another device, the old one
 * loses access, and both are notified.
 */
async function handsOver(
  page: Page,
  browser: Browser,
  { project }: TestInfo,
  { language, email }: Town,
): Promise<void> {
  const { handOver, ownPlace } = publicWords(language);
  const successor = `next-${email}`;
  await page.goto(`/${language}/case/hand-over`);
  await expectAccessible(page);
  await page.locator('input[name=name]').fill('Léa Martin');
  await page.locator('input[name=office]').fill('Service enfance');
  await page.locator('input[name=email]').fill(successor);
  await page.getByRole('button', { name: handOver.button }).click();
  await expect(page.getByText(successor)).toBeVisible();
  await expectAccessible(page);
  expect(await readMail(email, subjectOf(language, 'hand_over_begun'))).toContain('Léa Martin');

  const elsewhere = await (await browser.newContext({ ...project.use })).newPage();
  await elsewhere.goto(linkIn(await readMail(successor, subjectOf(language, 'hand_over'))));
  await expectAccessible(elsewhere);
  await elsewhere.getByRole('button', { name: handOver.acceptButton }).click();
  await expect(
    elsewhere.getByRole('button', { name: ownPlace.offers.amendment.title }),
  ).toBeVisible();
  await expectAccessible(elsewhere);
  await elsewhere.context().close();
  expect(await readMail(email, subjectOf(language, 'handed_over'))).toContain('Léa Martin');
  await page.goto(`/${language}/case`);
  await expect(page.getByRole('button', { name: ownPlace.offers.amendment.title })).toBeHidden();
}

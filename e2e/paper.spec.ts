import { expect } from '@playwright/test';
import { atWorkbench, staffWords, goTo } from './staff.ts';
import { expectAccessible, signedPact } from './support.ts';
import { test } from './story-test.ts';

const say = staffWords.en;
const towns: Record<string, { search: string; official: string; region: RegExp }> = {
  desktop: { search: 'Cognac', official: 'Cognac', region: /./ },
  phone: { search: 'Saumur', official: 'Saumur', region: /./ },
};

test('U21 a paper endorsement is entered; no input is lost, and the colleague who entered it cannot approve it', async ({
  page,
}, info) => {
  test.setTimeout(120_000);
  const town = towns[info.project.name]!;
  await atWorkbench(page, 'en');
  await goTo(page, 'cases', 'paper-entries');
  await expect(page.getByRole('heading', { level: 1, name: say.paper.title })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: say.paper.begin }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.paper.new })).toBeVisible();

  await page.locator('[id="authority-countryCode"]').selectOption('FR');
  await page.getByLabel(say.paper.find.label).fill(town.search);
  await expect(page.locator('.place-button').first()).toBeVisible();
  await expectAccessible(page);
  await page.locator('.place-button').first().click();
  await expect(page.getByLabel(say.editing.field.nameOfficial)).toHaveValue(town.official);
  await expect(page.locator('[id="place-latitude"]')).not.toHaveValue('');
  await page.locator('[id="signer-name"]').fill('Ada Signer');

  // All errors are shown at once, and a reload keeps the input.
  await page.getByRole('button', { name: say.paper.enter, exact: true }).click();
  const summary = page.locator('.error-summary');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link', { name: /^Signer:/ })).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.locator('[id="signer-name"]')).toHaveValue('Ada Signer');
  await expect(page.getByLabel(say.editing.field.nameOfficial)).toHaveValue(town.official);

  await page.locator('[id="authority-kind"]').selectOption('municipality');
  await page.locator('[id="decision-body"]').selectOption('council');
  await page.locator('[id="decision-decidedOn"]').fill('2026-03-12');
  await page.locator('[id="signer-office"]').fill('Mayor');
  await page.locator('[id="contact-name"]').fill('Olaf Officer');
  await page.getByLabel(say.paper.noMail).check();
  await page.locator('[id^="prevention-prevention."]').first().check();
  await page.locator('[id^="prevention-"][id$="-targetYear"]').first().fill('1999');
  for (const pillar of ['protection', 'prosecution', 'participation'])
    await page.locator(`[id="${pillar}-notYet"]`).fill('Not decided yet.');
  await page.getByLabel(say.paper.declaration).check();
  await page.locator('#file').setInputFiles(signedPact);
  await expect(page.getByText(say.paper.added.replace('{name}', signedPact.name))).toBeVisible();
  await page.getByRole('button', { name: say.paper.enter, exact: true }).click();
  await expect(summary.getByRole('link')).toHaveCount(1);
  await summary.getByRole('link').click();
  const year = page.locator('[id^="prevention-"][id$="-targetYear"]').first();
  await expect(year).toBeFocused();
  await year.fill(String(new Date().getUTCFullYear() + 2));
  await expectAccessible(page);
  await page.getByRole('button', { name: say.paper.enter, exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: town.official })).toBeVisible();
  await expect(page.getByText(say.paper.noMailTag, { exact: true })).toBeVisible();
  await expect(page.getByText(/Entered from paper by .*, scan present$/).first()).toBeVisible();
  await expect(page.getByText(say.decision.ownEntry)).toBeVisible();
  await expect(page.getByRole('radio', { name: say.decision.approve, exact: true })).toHaveCount(0);
  await expectAccessible(page);
});

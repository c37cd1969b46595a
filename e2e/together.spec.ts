import { expect, type TestInfo } from '@playwright/test';
import { isApproved, joins } from './seeds.ts';
import { atWorkbench, staffWords } from './staff.ts';
import { expectAccessible, readMail } from './support.ts';
import { test } from './story-test.ts';

const say = staffWords.en;
/** Towns in one fictitious valley, so that a search finds only those of this screen and try. */
const valleyOf = ({ project, retry }: TestInfo) =>
  `${project.name === 'phone' ? 'Birken' : 'Tannen'}${['moos', 'bach'][retry] ?? 'tal'}`;

test('U15 TR13 three cases are decided together, undone, and decided again; each town reads it in its language', async ({
  page,
}, info) => {
  test.setTimeout(120_000);
  const name = valleyOf(info);
  const towns = (['en', 'fr', 'de'] as const).map((language) => ({
    name: `${name} ${{ en: 'Abbey', fr: 'Bourg', de: 'Dorf' }[language]}`,
    country: 'CH',
    language,
    email: `${language}-${name.toLowerCase()}@example.org`,
  }));
  for (const town of towns) await joins(town);
  await atWorkbench(page, 'en');
  await page.goto(`/staff?q=${name}`);
  await expect(page.locator('.row-link')).toHaveCount(3);

  await test.step('by keyboard: the first row, a range to the last, then all of them with one key', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect(page.locator('.pick input').first()).toBeChecked();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    await expect(page.locator('tr.chosen')).toHaveCount(3);
    await page.keyboard.press('Shift+A');
    await expect(page.locator('tr.chosen')).toHaveCount(0);
    await page.getByLabel(say.bulk.all).check();
    await expect(page.getByText('3 cases selected, 50 at most.')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('b');
  });

  const dialog = page.getByRole('dialog');
  const look = dialog.getByRole('button', { name: say.bulk.look });
  await look.click();
  await expect(dialog.locator('.error-summary')).toBeFocused();
  await dialog.getByLabel(say.decision.approve, { exact: true }).check();
  await look.click();
  await expect(
    dialog.getByText(say.bulk.isRefused),
    'nobody approves what was not read',
  ).toHaveCount(3);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: say.bulk.back }).click();

  await dialog.getByLabel(say.decision.reject, { exact: true }).check();
  await dialog.locator('#reasonCode').selectOption('not_an_authority');
  await look.click();
  await expect(dialog.locator('.error-summary'), 'a refusal has a reason').toBeFocused();
  await expectAccessible(page);
  await dialog.locator('textarea[name=reason]').fill(`The valley of ${name} has no council.`);
  await look.click();
  await expect(dialog.getByText(say.bulk.isReady, { exact: true })).toHaveCount(3);
  await dialog.getByText(say.bulk.mailTo.replace('{recipient}', towns[2]!.email)).click();
  await expect(dialog.locator('.mail-sheet:visible [lang=de]').last()).toContainText(
    `The valley of ${name} has no council.`,
  );
  await expectAccessible(page);
  const confirm = dialog.getByRole('button', { name: `${say.decision.reject}: 3 cases` });
  await confirm.click();

  await expect(page.getByText('3 cases decided.')).toBeVisible();
  await expect(page.locator('.undo-bar button')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('z');
  await expect(page.getByText(say.undo.done)).toBeVisible();
  await expect(page.locator('.row-link'), 'they wait again').toHaveCount(3);

  await page.getByLabel(say.bulk.all).check();
  await page.getByRole('button', { name: say.bulk.decide }).click();
  await dialog.getByLabel(say.decision.reject, { exact: true }).check();
  await dialog.locator('#reasonCode').selectOption('not_an_authority');
  await dialog.locator('textarea[name=reason]').fill('Really none.');
  await look.click();
  await confirm.click();
  await expect(page.getByText(say.undo.over).first()).toBeVisible({ timeout: 10_000 });
  await readMail(towns[1]!.email, 'Really none.');
});

test('TR14 RL14 an authority that joined twice is merged, and its old address redirects to the remaining entry', async ({
  page,
  context,
}, info) => {
  test.setTimeout(120_000);
  const name = `${valleyOf(info)} Twin`;
  await atWorkbench(page, 'en');
  const [first, second] = ['alpha', 'beta'].map((twin) => ({
    name: `${name} ${twin}`,
    country: 'AT',
    language: 'en' as const,
    email: `${twin}-${name.toLowerCase().replace(' ', '-')}@example.org`,
  })) as [Parameters<typeof joins>[0], Parameters<typeof joins>[0]];
  const stays = await isApproved(page, await joins(first), true);
  const goes = await isApproved(page, await joins(second), true);

  await page.goto(`/staff/register/${goes.signatory.id}`);
  await page.getByRole('link', { name: say.merger.open }).click();
  await expect(page.locator('#q')).toHaveValue(second.name);
  await expect(page.getByText(say.merger.nothing.replace('{q}', second.name))).toBeVisible();
  await page.locator('#q').fill(first.name);
  await page.getByRole('button', { name: say.queue.searchButton }).click();
  await page.getByRole('link', { name: first.name }).click();
  await expect(page.getByRole('radio', { name: first.name })).toBeChecked();
  await expect(page.getByText(say.merger.isThere)).toHaveCount(1);
  await page.locator('#reasonCode').selectOption('entered_twice');
  await page.locator('textarea[name=reason]').fill('You are on the register since March.');
  await expectAccessible(page);

  await test.step('a colleague changes one of them meanwhile: the input is kept', async () => {
    const colleague = await context.newPage();
    await colleague.goto(`/staff/register/${stays.signatory.id}`);
    await colleague.getByLabel(say.editing.field.region).fill('Uplands');
    await colleague.getByRole('button', { name: say.editing.look }).click();
    await colleague.getByLabel(say.editing.reason).fill('As the gazetteer has it');
    await colleague.getByRole('button', { name: say.editing.save, exact: true }).click();
    await expect(colleague.getByText(say.editing.saved)).toBeVisible();
    await colleague.close();
    await page.getByRole('button', { name: say.merger.submit }).click();
    await expect(page.getByText(say.conflict.kept)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: say.case.loadNewest }).click();
    await expect(page.getByRole('cell', { name: 'Uplands' })).toBeVisible();
    await expect(page.locator('textarea[name=reason]')).toHaveValue(
      'You are on the register since March.',
    );
  });

  await page.getByRole('button', { name: say.mailPreview.show }).click();
  await expect(page.locator('.mail-sheet')).toContainText('You are on the register since March.');
  await page.getByRole('button', { name: say.merger.submit }).click();
  await expect(
    page.getByText(say.merger.done.replace('{from}', second.name).replace('{into}', first.name)),
  ).toBeVisible();
  await expectAccessible(page);

  await readMail(second.email, 'You are on the register since March.');
  await page.goto(`/en/signatories/${goes.signatory.publicId}`);
  await expect(page).toHaveURL(new RegExp(`/en/signatories/${stays.signatory.publicId}`));
  await expect(page.getByText(`A house for children in ${second.name}`)).toBeVisible();
  await expectAccessible(page);
});

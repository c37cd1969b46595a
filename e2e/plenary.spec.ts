import { expect, type Page } from '@playwright/test';
import { dayFromToday } from '../server/test/support/days.js';
import { isApproved, joins } from './seeds.ts';
import { atWorkbench, staffWords, typeDay, type Language } from './staff.ts';
import { expectAccessible } from './support.ts';
import { test } from './story-test.ts';
import { publicWords } from './words.ts';

const towns = { desktop: 'Tannheim', phone: 'Lindheim' };
/** The folder for screenshots, for people to look at. */
const pictures = process.env['PICTURES'];

async function picture(page: Page, name: string): Promise<void> {
  const { width } = page.viewportSize()!;
  if (pictures) await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
}

test('a publisher previews the page, schedules it, finds it in the calendar, and makes the list for a session', async ({
  page,
}, info) => {
  test.setTimeout(120_000);
  const say = staffWords.en;
  const name = towns[info.project.name as keyof typeof towns];
  const email = `${name.toLowerCase()}@example.org`;
  const reference = await joins({ name, country: 'AT', language: 'en', email }, page.request);
  await atWorkbench(page, 'en');
  const { id } = await isApproved(page, reference);

  await page.goto(`/staff/cases/${id}`);
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: say.signatory.preview }).click();
  const preview = await opened;
  await expect(preview.getByText(publicWords('en').layout.preview)).toBeVisible();
  await expect(preview.getByRole('heading', { level: 1, name })).toBeVisible();
  await expectAccessible(preview);
  await picture(preview, 'preview');
  await preview.close();

  const day = dayFromToday(1);
  await page.getByRole('button', { name: say.signatory.action.schedule, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('link', { name: say.signatory.preview })).toBeVisible();
  await typeDay(dialog, 'publishOn', day);
  await dialog.locator('#reasonCode').selectOption({ index: 1 });
  await dialog.getByRole('button', { name: say.signatory.action.schedule, exact: true }).click();
  await expect(page.getByText(say.signatory.done.schedule)).toBeVisible();

  await page.goto(`/staff/calendar?day=${day}`);
  await expect(
    page.getByRole('listitem').getByRole('link', { name, exact: true }).last(),
  ).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'calendar');
  await page.getByRole('link', { name: say.calendar.week, exact: true }).click();
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('Week from');
  await expect(
    page.getByRole('listitem').getByRole('link', { name, exact: true }).last(),
  ).toBeVisible();

  for (const language of ['en', 'fr'] as const) await handsOver(page, language);
});

/** The list for the session, and the annual report. */
async function handsOver(page: Page, language: Language): Promise<void> {
  const say = staffWords[language];
  if (language === 'fr') {
    await page.goto('/staff/cases');
    await page.getByRole('button', { name: staffWords.en.header.other, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: say.queue.title })).toBeVisible();
  }
  await page.goto('/staff/figures');
  await page.getByRole('link', { name: say.plenary.pageTitle }).click();
  await typeDay(page.locator('form'), 'since', '2015-01-01');
  await page.getByRole('button', { name: say.plenary.show }).click();
  await expect(page.getByRole('heading', { name: say.plenary.files })).toBeVisible();
  await expectAccessible(page);
  await picture(page, `list-${language}`);
  for (const format of [say.plenary.docx, say.register.xlsx]) {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: format, exact: true }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^[a-z-]+2015-01-01\.(docx|xlsx)$/);
    if (pictures) await file.saveAs(`${pictures}/${file.suggestedFilename()}`);
  }
  await page.goto('/staff/figures');
  await page.getByRole('link', { name: say.figures.report }).click();
  await expect(page.getByRole('heading', { name: say.report.parts.inParts })).toBeVisible();
  await expectAccessible(page);
  await picture(page, `report-${language}`);
}

import { expect, type Browser, type Page, type TestInfo } from '@playwright/test';
import { decide, goTo, openCase, openDocument, atWorkbench, staffWords } from './staff.ts';
import { expectAccessible, signedPact } from './support.ts';
import { endorse, type Town } from './town.ts';
import { test } from './story-test.ts';

const say = staffWords.en;
const towns: Record<string, Record<string, Omit<Town, 'email'>>> = {
  keyboard: {
    desktop: {
      language: 'en',
      kind: 'municipality',
      country: 'UA',
      search: 'галич',
      official: 'Галич',
    },
    phone: {
      language: 'en',
      kind: 'municipality',
      country: 'UA',
      search: 'болехів',
      official: 'Болехів',
    },
  },
  collision: {
    desktop: {
      language: 'en',
      kind: 'association',
      country: 'DE',
      official: 'Hessischer Landkreistag',
    },
    phone: {
      language: 'en',
      kind: 'association',
      country: 'DE',
      official: 'Bayerischer Gemeindebund',
    },
  },
};

function townOf(story: string, { project }: TestInfo): Town {
  return { ...towns[story]![project.name]!, email: `${story}-${project.name}@example.org` };
}

async function office(
  browser: Browser,
  { project }: TestInfo,
  language: 'en' | 'fr' = 'en',
): Promise<Page> {
  const page = await (await browser.newContext({ ...project.use })).newPage();
  await atWorkbench(page, language);
  await expect(
    page.getByRole('heading', { level: 1, name: staffWords[language].queue.title }),
  ).toBeVisible();
  return page;
}

test('U12 the queue is filtered, its filters are saved, and the keys can be turned off', async ({
  browser,
}, info) => {
  test.setTimeout(120_000);
  const page = await office(browser, info);
  await expect(page.locator('.row-link').first()).toBeVisible();
  await expectAccessible(page);
  const country = page.locator('details.filter').first();
  await country.locator('summary').click();
  await expectAccessible(page);
  await country.getByRole('checkbox').nth(0).check();
  await country.getByRole('checkbox').nth(1).check();
  await expect(page).toHaveURL(/country=[A-Z]{2},[A-Z]{2}|country=[A-Z]{2}%2C[A-Z]{2}/);
  await expect(page.locator('.filter-tag')).toHaveCount(2);
  await expect(page.locator('.queue-table')).toHaveAttribute('aria-busy', 'false');
  const shown = await page.locator('.row-link').count();
  await country.locator('summary').click();
  const name = `Two countries ${info.project.name}`;
  await page.locator('.saved-views summary').click();
  await page.getByLabel(say.views.name).fill(name);
  await page.getByRole('button', { name: say.views.save, exact: true }).click();
  await expect(page.getByText(say.views.saved.replace('{name}', name))).toBeVisible();
  await expectAccessible(page);
  await page.goto('/staff/cases');
  await page.locator('.saved-views summary').click();
  await page.getByRole('link', { name }).click();
  await expect(page.locator('.row-link')).toHaveCount(shown);

  await page.locator('h1').click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(say.keys.enabled).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.locator('#everything')).not.toBeFocused();
  await page.getByRole('button', { name: say.keys.title }).click();
  await page.getByLabel(say.keys.enabled).check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.locator('#everything')).toBeFocused();
  await page.getByRole('button', { name: say.header.other }).click();
  await expectAccessible(page);
  await page.context().close();
});

test('U13 by keyboard alone from the queue to the decision of a real case', async ({
  browser,
  page,
}, info) => {
  test.setTimeout(180_000);
  const town = townOf('keyboard', info);
  const reference = await endorse(page, town);
  const reviewer = await office(browser, info);
  await reviewer.locator('#q').focus();
  await reviewer.keyboard.type(town.official);
  await reviewer.keyboard.press('Enter');
  await expect(reviewer.locator('.row-link')).toHaveCount(1);
  await reviewer.evaluate(() => (document.activeElement as HTMLElement).blur());
  await reviewer.keyboard.press('j');
  await reviewer.keyboard.press('Enter');
  await expect(reviewer.getByText(reference).first()).toBeVisible();
  await expect(reviewer.getByRole('heading', { level: 1 })).toContainText(town.official);
  await reviewer.keyboard.press('m');
  await expect(reviewer.getByRole('combobox', { name: say.assignment.label })).not.toHaveValue('');
  await reviewer.keyboard.press('d');
  await expect(reviewer.getByRole('document', { name: signedPact.name })).toHaveAttribute(
    'data-pages',
    '1',
  );
  await expect(reviewer.locator('.viewer-frame')).toBeFocused();
  await expect(reviewer.getByText(say.documents.opened, { exact: true })).toBeVisible();
  await expectAccessible(reviewer);
  await reviewer.keyboard.press('a');
  await expect(
    reviewer.getByRole('radio', { name: say.decision.approve, exact: true }),
  ).toBeChecked();
  await reviewer.keyboard.press('Enter');
  await expect(reviewer.getByText(say.decision.done.approve)).toBeVisible();
  await reviewer.keyboard.press('n');
  await expect(reviewer.getByText(reference)).toHaveCount(0);
  await expect(reviewer.locator('.case-controls')).toBeVisible();
  await reviewer.keyboard.press('g');
  await reviewer.keyboard.press('q');
  await expect(reviewer.getByRole('heading', { level: 1, name: say.queue.title })).toBeVisible();
  await reviewer.context().close();
});

test('RL15 a case is open in two windows with a note and a decision, and no input is lost', async ({
  browser,
  page,
}, info) => {
  test.setTimeout(180_000);
  const town = townOf('collision', info);
  const reference = await endorse(page, town);
  const first = await office(browser, info);
  const second = await office(browser, info, 'fr');
  await openCase(first, 'en', reference);
  await openCase(second, 'fr', reference);
  await first.getByLabel(say.notes.label).fill('The seal on page 2 is hard to read.');
  await expect(first.getByText(say.notes.kept)).toBeVisible();
  await first.reload();
  await expect(first.getByLabel(say.notes.label)).toHaveValue(
    'The seal on page 2 is hard to read.',
  );
  await first.getByRole('button', { name: say.notes.post }).click();
  await expect(first.locator('.rows', { hasText: 'The seal on page 2' })).toBeVisible();
  await expectAccessible(first);

  await openDocument(second, 'fr', signedPact.name);
  await expectAccessible(second);
  await second.getByRole('radio', { name: staffWords.fr.decision.reject, exact: true }).check();
  await second.locator('#reasonCode').selectOption('other');
  await second.locator('textarea[name=reason]').fill('Une heure de travail.');
  await decide(first, 'en', 'request_changes', 'Please scan page 2 again.');
  await expect(first.getByText(say.decision.done.request_changes)).toBeVisible();
  await second.getByRole('button', { name: staffWords.fr.decision.submit }).click();
  await expect(second.getByText(staffWords.fr.conflict.kept)).toBeVisible();
  await expect(second.locator('textarea[name=reason]')).toHaveValue('Une heure de travail.');
  await expectAccessible(second);
  await first.context().close();
  await second.context().close();
});

test('a page of the workbench that could not be fetched says so, and opens when tried again', async ({
  browser,
}, info) => {
  const reviewer = await office(browser, info);
  const code = '**/assets/QueuePage*.js';
  await reviewer.route(code, (route) => route.abort());
  await reviewer.reload();
  await expect(reviewer.getByRole('heading', { level: 1, name: say.problem.title })).toBeVisible();
  await expectAccessible(reviewer);
  await reviewer.unroute(code);
  await reviewer.getByRole('button', { name: say.common.retry }).click();
  await expect(reviewer.getByRole('heading', { level: 1, name: say.queue.title })).toBeVisible();

  await test.step('later, the open page stays as it is', async () => {
    const figures = '**/assets/FiguresPage*.js';
    await reviewer.route(figures, (route) => route.abort());
    await reviewer.reload();
    await reviewer.locator('#q').fill('Not sent yet');
    await goTo(reviewer, 'reports');
    await expect(reviewer.getByRole('alert').getByRole('link')).toBeVisible();
    await expect(reviewer.locator('#q')).toHaveValue('Not sent yet');
    await expectAccessible(reviewer);
    await reviewer.unroute(figures);
    await reviewer.getByRole('link', { name: say.common.retry }).click();
    await expect(
      reviewer.getByRole('heading', { level: 1, name: say.figures.title }),
    ).toBeVisible();
  });

  await test.step('without its texts, the workbench says that it cannot be shown', async () => {
    await reviewer.route('**/assets/en-*.js', (route) => route.abort());
    await reviewer.reload();
    await expect(reviewer.getByRole('alert')).toBeVisible();
  });
  await reviewer.context().close();
});

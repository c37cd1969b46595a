import { expect } from '@playwright/test';
import { limits } from '../server/src/platform/config/limits.ts';
import { countsEffort } from './effort.ts';
import { keyboard, pointer } from './hands.ts';
import { endorse } from './town.ts';
import { test } from './story-test.ts';

const mostPages = 16;
const nobodyLooks = async () => undefined;
/** Each screen has its own towns, so that none looks like a duplicate. */
const towns = {
  desktop: ['Dubrovnik', 'Zadar', 'Karlovac'],
  phone: ['Osijek', 'Split', 'Sisak'],
};
const townOf = (index: number, project: string) => {
  const official = towns[project as 'phone'][index]!;
  return {
    ...({ language: 'en', kind: 'municipality', country: 'HR' } as const),
    ...{ official, search: official, email: `${official.toLowerCase()}@example.org` },
  };
};

for (const [index, unsigned] of [false, true].entries())
  test(`a town ${unsigned ? 'that signs later' : 'with the signed Pact'} needs at most ${mostPages} pages, and the time that the start page says`, async ({
    page,
  }, { project, annotations }) => {
    test.setTimeout(120_000);
    await page.goto('/en');
    const { effort, hands } = await countsEffort(page, pointer);
    await endorse(page, townOf(index, project.name), { look: nobodyLooks, hands, unsigned });

    const { pages, words, characters, steps } = effort;
    const minutes = effort.minutes();
    const description =
      `${pages.length} pages, ${words} words, ${characters} characters, ` +
      `${steps} steps, ${minutes.toFixed(1)} minutes`;
    annotations.push({ type: 'effort', description });
    console.log(`${project.name}, ${unsigned ? 'unsigned' : 'signed'}: ${description}`);
    expect(pages.at(0)).toBe('/en/endorse');
    expect(pages.length, pages.join('\n')).toBeLessThanOrEqual(mostPages);
    expect(minutes).toBeLessThanOrEqual(limits.formMinutes);
    await page.goto('/en/endorse');
    await expect(page.getByText(`about ${limits.formMinutes} minutes`)).toBeVisible();
  });

test.describe('without scripts, by keyboard alone', () => {
  test.use({ javaScriptEnabled: false });

  test(`a town needs at most ${mostPages} pages`, async ({ page }, { project }) => {
    test.setTimeout(120_000);
    const { effort, hands } = await countsEffort(page, keyboard(page));
    await endorse(page, townOf(2, project.name), { look: nobodyLooks, hands });
    console.log(`${project.name}, without scripts: ${effort.pages.length} pages`);
    expect(effort.pages.length, effort.pages.join('\n')).toBeLessThanOrEqual(mostPages);
  });
});

import { expect } from '@playwright/test';
import { languages } from '../contract/languages.ts';
import { pillarCodes } from '../contract/pillars.ts';
import { begin } from './support.ts';
import { test } from './story-test.ts';

/** CSS pixels at 360 px: three screens of a phone and a bit. */
const tallest = 2500;

test('the pages of the pillars stay short in every language, and what is pressed stays large', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 360, height: 740 });
  await begin(page);
  for (const language of languages)
    for (const pillar of pillarCodes) {
      await page.goto(`/${language}/endorse/${pillar}`);
      const { height, summaries } = await page.evaluate(() => ({
        height: document.documentElement.scrollHeight,
        summaries: Array.from(
          document.querySelectorAll('main summary'),
          (summary) => (summary as HTMLElement).offsetHeight,
        ).filter((pressed) => pressed > 0),
      }));
      expect(height, `${language} ${pillar}`).toBeLessThan(tallest);
      expect(Math.min(...summaries), `${language} ${pillar}`).toBeGreaterThanOrEqual(44);
    }
});

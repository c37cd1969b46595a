import { expect } from '@playwright/test';
import { test } from './story-test.ts';

const languages = ['en', 'fr', 'de', 'uk', 'pt', 'it', 'es', 'nl', 'pl', 'ro', 'el', 'tr'];

test('U10 no language breaks a word in a table, nor makes it wider than the screen', async ({
  page,
}) => {
  for (const language of languages) {
    for (const path of ['/countries', '/figures', '/help']) {
      await page.goto(`/${language}${path}`);
      const { broken, width } = await page.evaluate(() => {
        document
          .querySelectorAll('details.chart-table')
          .forEach((details) => details.setAttribute('open', ''));
        const texts = document.createTreeWalker(
          document.querySelector('main')!,
          NodeFilter.SHOW_TEXT,
        );
        const broken: string[] = [];
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
          if (
            !text.parentElement?.closest('table') ||
            text.parentElement.closest('.visually-hidden')
          )
            continue;
          for (const { 0: word, index } of (text.textContent ?? '').matchAll(
            /[\p{L}\p{M}\p{N}]+/gu,
          )) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            if (new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size > 1)
              broken.push(word);
          }
        }
        return { broken, width: document.documentElement.scrollWidth };
      });
      expect(broken, `${language}${path}`).toEqual([]);
      expect(width, `${language}${path}`).toBeLessThanOrEqual(page.viewportSize()!.width);
    }
  }
});

import type { Page } from '@playwright/test';
import type { Hands } from './hands.ts';

/**
 * How fast people are. Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019,
 * doi 10.1016/j.jml.2019.104047). Typing: 40 words of five characters a minute. A choice, or
 * finding a field and moving to it: 2.65 seconds (Card, Moran and Newell 1980: decide 1.35, point
 * 1.1, press 0.2).
 */
const wordsPerMinute = 238;
const charactersPerMinute = 40 * 5;
const minutesPerStep = 2.65 / 60;

/** What a form asks of a person: counted from the browser's real navigations and input. */
export interface Effort {
  /** The pages that were shown, in order; showing one again under the same address is none. */
  pages: string[];
  /** Visible words of the main part of each page, as it was first shown. */
  words: number;
  characters: number;
  /** Fields filled in, choices made and buttons pressed. */
  steps: number;
  /** Reading, typing and steps together. */
  minutes: () => number;
}

/** Counts from now on, while the page is open. @returns the effort, and hands that count. */
export async function countsEffort(
  page: Page,
  hands: Hands,
): Promise<{ effort: Effort; hands: Hands }> {
  const effort: Effort = {
    ...{ pages: [], words: 0, characters: 0, steps: 0 },
    minutes: () =>
      effort.words / wordsPerMinute +
      effort.characters / charactersPerMinute +
      effort.steps * minutesPerStep,
  };
  page.on('domcontentloaded', () => {
    const { pathname, search } = new URL(page.url());
    if (effort.pages.at(-1) !== pathname + search) effort.pages.push(pathname + search);
  });
  await page.exposeFunction('wordsSeen', (words: number) => {
    effort.words += words;
  });
  await page.addInitScript(reportWords);
  return { effort, hands: counting(effort, hands) };
}

/** Runs in the page: words that are visible, without what only screen readers get. */
function reportWords(): void {
  document.addEventListener('DOMContentLoaded', () => {
    const main = document.querySelector('main');
    if (!main) return;
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    let words = 0;
    while (walker.nextNode()) {
      const { parentElement: parent, textContent } = walker.currentNode;
      if (!parent?.checkVisibility() || parent.closest('.visually-hidden, option, svg')) continue;
      words += textContent?.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
    }
    (window as unknown as { wordsSeen(words: number): void }).wordsSeen(words);
  });
}

function counting(effort: Effort, hands: Hands): Hands {
  const step = () => {
    effort.steps += 1;
  };
  return {
    press: (target) => (step(), hands.press(target)),
    fill: (target, text) => {
      effort.characters += text.length;
      step();
      return hands.fill(target, text);
    },
    check: (target) => (step(), hands.check(target)),
    choose: (target, value) => (step(), hands.choose(target, value)),
    attach: (target, file) => (step(), hands.attach(target, file)),
  };
}

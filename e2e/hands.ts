import { expect, type Locator, type Page } from '@playwright/test';

/** How a user operates a page: with a pointer, or by keyboard alone. */
export interface Hands {
  press(target: Locator): Promise<void>;
  fill(target: Locator, text: string): Promise<void>;
  check(target: Locator): Promise<void>;
  /** Selects an option by its value. */
  choose(target: Locator, value: string): Promise<void>;
  attach(target: Locator, file: Parameters<Locator['setInputFiles']>[0]): Promise<void>;
}

export const pointer: Hands = {
  press: (target) => target.click(),
  fill: (target, text) => target.fill(text),
  check: (target) => target.check(),
  choose: async (target, value) => void (await target.selectOption(value)),
  attach: (target, file) => target.setInputFiles(file),
};

/**
 * Keyboard only: reaches every control by Tab in page order and operates it in the usual way for
 * its type.
 */
export function keyboard(page: Page): Hands {
  const key = (name: string) => page.keyboard.press(name);
  // The browser opens its file dialog only for a registered listener, and registering just before
  // the key press is sometimes too late.
  page.on('filechooser', () => undefined);
  return {
    press: async (target) => {
      await tabTo(page, target);
      await key('Enter');
    },
    fill: async (target, text) => {
      await tabTo(page, target);
      await key('Control+A');
      await page.keyboard.type(text);
    },
    check: async (target) => {
      if ((await target.getAttribute('type')) === 'radio') return checkRadio(page, target);
      await tabTo(page, target);
      await key('Space');
      await expect(target).toBeChecked();
    },
    choose: async (target, value) => {
      await tabTo(page, target);
      const label = await target.locator(`option[value="${value}"]`).innerText();
      // The test keyboard has Latin letters only, so options in another script are reached by the
      // arrow keys.
      if (/^[\x20-\x7e]+$/.test(label)) await page.keyboard.type(label);
      else
        for (
          let left = await target.locator('option').count();
          left > 0 && (await target.inputValue()) !== value;
          left -= 1
        )
          await key('ArrowDown');
      await expect(target).toHaveValue(value);
    },
    attach: async (target, file) => {
      await tabTo(page, target);
      const chooser = page.waitForEvent('filechooser');
      await key('Space');
      await (await chooser).setFiles(file as Parameters<Awaited<typeof chooser>['setFiles']>[0]);
    },
  };
}

const isFocused = (target: Locator) =>
  target.evaluate((element) => element === document.activeElement);

/**
 * Presses Tab until the control has the focus. A control that Tab never reaches is not keyboard
 * accessible.
 */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}`);
}

/** A radio group is one Tab stop; the arrow keys select within it. */
async function checkRadio(page: Page, target: Locator): Promise<void> {
  const name = await target.getAttribute('name');
  const group = page.locator(`input[type=radio][name="${name}"]`);
  const checked = page.locator(`input[type=radio][name="${name}"]:checked`);
  const sessionStarter = (await checked.count()) > 0 ? checked : group.first();
  await tabTo(page, sessionStarter);
  await page.keyboard.press('Space');
  for (let presses = await group.count(); presses > 0 && !(await target.isChecked()); presses -= 1)
    await page.keyboard.press('ArrowDown');
  await expect(target).toBeChecked();
}

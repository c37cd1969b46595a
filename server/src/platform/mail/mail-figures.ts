import type { Language } from '../../../../contract/languages.js';
import type { Config } from '../config/config.js';
import { figuresIn } from '../config/figures.js';
import type { Settings } from '../settings/settings.js';

/**
 * The figures that mails name: the product's limits, and after how many working days an answer is
 * late.
 */
export function mailFigures(
  language: Language,
  config: Config,
  { overdueWorkingDays }: Settings,
): Record<string, string> {
  return { ...figuresIn(language, config), answerDays: String(overdueWorkingDays) };
}

import type { Helpline } from '../../../contract/pages.js';

type Text = (key: string, values: Record<string, number>) => string;

/** The ages that a helpline is for, in words; empty if it is for all. */
export function agesOf({ minAge: min, maxAge: max }: Helpline, t: Text): string {
  if (min !== null && max !== null) return t('help.ages.between', { min, max });
  if (max !== null) return t('help.ages.upTo', { max });
  return min === null ? '' : t('help.ages.from', { min });
}

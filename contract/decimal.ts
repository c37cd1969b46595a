import { typedText } from './typed-text.js';

export type DecimalFault = 'empty' | 'not-a-number';

/**
 * A decimal with a comma or a point. Without marks between thousands: "1,234" would be two numbers.
 */
export function parseDecimal(text: string): number | DecimalFault {
  const typed = typedText(text).replace('\u066b', '.');
  if (typed === '') return 'empty';
  const found = /^([+-]?) ?(\d{1,15}(?:[.,]\d{1,30})?|[.,]\d{1,30})$/.exec(typed);
  if (!found) return 'not-a-number';
  const amount = Number(found[2]!.replace(',', '.'));
  return found[1] === '-' && amount !== 0 ? -amount : amount;
}

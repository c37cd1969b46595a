import { dayInStrasbourg } from '../../../contract/clock.js';

/**
 * A day so many days from today, as 2026-12-01, by the register's own clock: at eleven at night UTC
 * it is tomorrow in Strasbourg already.
 */
export function dayFromToday(days = 0): string {
  const noon = new Date(`${dayInStrasbourg()}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10);
}

import type { EntityManager } from 'typeorm';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { requireAnswerDay } from '../../joining/submissions/answer-days.js';
import type { SettingsService } from '../../platform/settings/settings.service.js';
import { WorkingCalendar } from '../../platform/settings/working-calendar.js';
import type { DecideDto } from './decision.dto.js';

/** The default day by which an answer is due. */
export async function usualAnswerDay(
  settings: SettingsService,
  manager: EntityManager,
  now = new Date(),
): Promise<string> {
  const current = await settings.inside(manager);
  return new WorkingCalendar(current).dayAfter(current.answerWorkingDays, now);
}

/**
 * The due day of a request for changes; null for any other decision.
 * @throws Problem 422 for a day that is over or too far.
 */
export async function answerDayOf(
  settings: SettingsService,
  manager: EntityManager,
  { verdict, answerBy }: Pick<DecideDto, 'verdict' | 'answerBy'>,
): Promise<string | null> {
  if (verdict !== 'request_changes') return null;
  if (answerBy === undefined) return usualAnswerDay(settings, manager);
  requireAnswerDay('/answerBy', answerBy, dayInStrasbourg());
  return answerBy;
}

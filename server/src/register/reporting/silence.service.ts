import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { EventsService, system, type NewEvent } from '../../platform/events/events.service.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { stepIn } from '../../platform/workflow/workflow.js';
import { bumpRegisterVersion } from '../signatories/register-version.js';
import { answerAsked, hasOpenPledge, isComplete, reportIsWithStaff } from './reporting-now.js';
import {
  isOfThisReport,
  mayBeDueWithin,
  reportingRule,
  reportingTransitions,
  ruleValues,
  type ReportingState,
} from './reporting.workflow.js';

const batch = 1_000;

/**
 * A signatory is not called silent unless it was reminded more than a few days ago. Only a mail
 * counts, because a note of a call does not say whether anyone was reached.
 */
const wasAsked = `EXISTS (SELECT 1 FROM report_reminder r WHERE r.signatory_id = s.id
  AND ${isOfThisReport} AND r.mailed AND r.day <= $1::date - $3::int)`;
/** Nor one without a contact. */
const hasContact = `EXISTS (SELECT 1 FROM submission e
  WHERE e.id = s.endorsement_id AND e.contact_email IS NOT NULL)`;

const isToBeTold = `(s.state = 'published' AND reporting.state = 'silent' AND ${hasOpenPledge}
  AND NOT ${reportIsWithStaff} AND ${hasContact} AND ${wasAsked})`;

/**
 * The job for reporting besides reminders: it excuses signatories with nothing left to report, and
 * updates the public state of silence by the rule. That state is stored, because a public answer
 * belongs to a version of the register and not to an hour.
 */
@Injectable()
export class SilenceService {
  constructor(
    private readonly events: EventsService,
    private readonly settings: SettingsService,
  ) {}

  /**
   * Excuses signatories whose pledges are all done or dropped when their next report is due.
   * @param day today in Strasbourg.
   * @returns how many.
   */
  async excuseComplete(manager: EntityManager, day: string): Promise<number> {
    const complete = await manager.query<{ id: string; state: ReportingState; told: boolean }[]>(
      `SELECT s.id, reporting.state, s.silence_told AS told FROM signatory s ${reportingRule}
       WHERE s.state IN ('published', 'on_hold') AND $1::date >= reporting.due_on
         AND ${mayBeDueWithin('0')}
         AND ${isComplete} AND NOT ${reportIsWithStaff}
       ORDER BY s.id LIMIT ${batch} FOR UPDATE OF s SKIP LOCKED`,
      ruleValues(day, await this.settings.inside(manager)),
    );
    const events: NewEvent[] = [];
    for (const { id, state } of complete) {
      const { to } = stepIn(reportingTransitions, state, 'excuse_complete', ['system']);
      await manager.query(
        `UPDATE signatory SET report_excused_on = $2, report_extended_until = NULL,
           silence_told = false WHERE id = $1`,
        [id, day],
      );
      await manager.query(
        `INSERT INTO reporting_step (id, signatory_id, action, reason)
         VALUES ($1, $2, 'excuse_complete', '')`,
        [uuidv7(), id],
      );
      await answerAsked(manager, id);
      events.push(eventOf(id, 'reporting.excuse_complete', { from: state, to }));
    }
    await this.events.appendAll(manager, events);
    if (complete.some(({ told }) => told)) await bumpRegisterVersion(manager, 'takes away');
    return complete.length;
  }

  /**
   * Updates which signatories are publicly called silent.
   * @param day today in Strasbourg.
   * @returns for how many signatories this changed.
   */
  async tell(manager: EntityManager, day: string): Promise<number> {
    const settings = await this.settings.inside(manager);
    const from = settings.silencePublicFrom;
    const isPublic = from !== '' && from <= day;
    const values = ruleValues(day, settings);
    const found = (which: string, more: unknown[] = []) =>
      manager.query<{ id: string; told: boolean }[]>(
        `SELECT s.id, s.silence_told AS told FROM signatory s ${reportingRule}
         WHERE s.state IN ('published', 'on_hold') AND ${which}
         ORDER BY s.id LIMIT ${batch} FOR UPDATE OF s SKIP LOCKED`,
        [...values, ...more],
      );
    const changed = [
      ...(await found(`s.silence_told AND NOT ($5 AND ${isToBeTold})`, [isPublic])),
      ...(isPublic
        ? await found(`NOT s.silence_told AND ${mayBeDueWithin('0 - $4::int')} AND ${isToBeTold}`)
        : []),
    ];
    if (changed.length === 0) return 0;
    await manager.query(`UPDATE signatory SET silence_told = NOT silence_told WHERE id = ANY($1)`, [
      changed.map(({ id }) => id),
    ]);
    await this.events.appendAll(
      manager,
      changed.map(({ id, told }) =>
        eventOf(id, told ? 'reporting.end_silence' : 'reporting.tell_silence'),
      ),
    );
    // The settings decide this, and the job only applies them.
    await bumpRegisterVersion(manager, 'decided before');
    return changed.length;
  }
}

function eventOf(id: string, action: NewEvent['action'], details: object = {}): NewEvent {
  return { actor: system, action, subject: { kind: 'signatory', id }, details: { ...details } };
}

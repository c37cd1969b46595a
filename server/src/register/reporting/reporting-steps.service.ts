import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { EventsService } from '../../platform/events/events.service.js';
import { Problem } from '../../platform/http/problem.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { stepIn } from '../../platform/workflow/workflow.js';
import { RegisterService } from '../publication/register.service.js';
import { bumpRegisterVersion } from '../signatories/register-version.js';
import { reportedOnDay } from '../signatories/newer-report.js';
import { Signatory } from '../signatories/signatory.entity.js';
import { isOnRegister } from '../signatories/signatory.workflow.js';
import { reportingMail } from './reporting-mail.js';
import { answerAsked, reportingNow, type ReportingNow } from './reporting-now.js';
import { daysAfter, requireReportingGuards } from './reporting-guards.js';
import { reminders, reportingTransitions } from './reporting.workflow.js';

export const staffReportingActions = ['extend', 'refuse', 'excuse', 'ask_again'] as const;
export type StaffReportingAction = (typeof staffReportingActions)[number];

/** A step of a colleague; the contact reads the reason. */
export interface StaffReportingStep {
  action: StaffReportingAction;
  until?: string;
  reason?: string;
}

const mails = {
  extend: 'report_extended',
  refuse: 'report_not_extended',
  excuse: 'report_excused',
  // The job sends a reminder that the report is due.
  ask_again: null,
} as const;

/**
 * The steps that people take about a signatory's report. Each is one transaction with its mail, its
 * event and its text.
 */
@Injectable()
export class ReportingSteps {
  constructor(
    private readonly database: DataSource,
    private readonly register: RegisterService,
    private readonly settings: SettingsService,
    private readonly events: EventsService,
    private readonly outbox: OutboxService,
  ) {}

  /** The reporting state of a signatory on a day; null before it is published. */
  async now(
    manager: EntityManager,
    signatoryId: string,
    day = dayInStrasbourg(),
  ): Promise<ReportingNow | null> {
    const settings = await this.settings.inside(manager);
    return reportingNow(manager, signatoryId, day, settings);
  }

  /**
   * @param day today in Strasbourg.
   * @throws Problem 403 or 409 by the table of transitions, 412 when someone has changed the
   *   signatory since version `seen`, 422 when the day or the reason is missing.
   */
  async take(
    id: string,
    step: StaffReportingStep,
    staff: Pick<Staff, 'id' | 'roles'>,
    seen: number,
    day = dayInStrasbourg(),
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      const signatory = await this.register.lock(manager, id);
      const now = await this.required(manager, signatory, day);
      const row = stepIn(reportingTransitions, now.state, step.action, staff.roles);
      await this.register.requireSeen(manager, signatory, seen);
      requireReportingGuards(row, { now, day, ...step });
      await manager.update(Signatory, id, {
        ...changeOf(step, day),
        version: signatory.version + 1,
      });
      if (signatory.silenceTold && step.action !== 'refuse')
        await bumpRegisterVersion(manager, 'takes away');
      await answerAsked(manager, id);
      const mailId = await this.tell(manager, signatory, now, step);
      const mailed = mailId !== null;
      if (step.action === 'extend')
        await this.startsSoon(manager, id, { ...step, now, day, mailId });
      await this.keep(manager, { id, ...step, day: step.until, mailed, staffId: staff.id });
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: `reporting.${step.action}`,
        subject: { kind: 'signatory', id },
        details: {
          from: now.state,
          to: row.to,
          ...(step.until ? { until: step.until } : {}),
          mailed,
          version: signatory.version + 1,
        },
      });
    });
  }

  /**
   * Records a colleague's attempt to reach the contact.
   * @throws Problem 404, or 409 if the signatory is not public.
   */
  async note(id: string, note: { day: string; tried: string }, staff: Staff): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.required(manager, await this.register.lock(manager, id));
      const { day, tried: reason } = note;
      await this.keep(manager, { id, action: 'note', day, reason, staffId: staff.id });
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'reporting.note',
        subject: { kind: 'signatory', id },
        details: { on: day },
      });
    });
  }

  /**
   * A town asks for more time; asking again replaces what it asked before.
   * @throws Problem 409 when it is not public or excused, 422 when day or reason is missing.
   */
  async ask(home: Submission, wanted: { until?: string; reason?: string }): Promise<void> {
    await this.database.transaction(async (manager) => {
      const signatory = await manager.findOne(Signatory, {
        where: { endorsementId: home.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!signatory) throw notPublished();
      const now = await this.required(manager, signatory);
      const row = stepIn(reportingTransitions, now.state, 'ask', ['applicant']);
      requireReportingGuards(row, { now, day: dayInStrasbourg(), ...wanted });
      const { id } = signatory;
      await answerAsked(manager, id);
      const { until: day, reason } = wanted;
      await this.keep(manager, { id, action: 'ask', day, reason, staffId: null });
      await this.events.append(manager, {
        actor: { kind: 'applicant', id: home.id },
        action: 'reporting.ask',
        subject: { kind: 'signatory', id },
        details: { until: wanted.until },
      });
    });
  }

  /** Staff accept a report, inside the decision about its case: it counts at once. */
  async accept(manager: EntityManager, signatory: Signatory, staff: Staff): Promise<void> {
    const now = await this.required(manager, signatory);
    stepIn(reportingTransitions, now.state, 'accept', staff.roles);
    await manager.update(Signatory, signatory.id, reportedOnDay(dayInStrasbourg()));
  }

  private async required(
    manager: EntityManager,
    signatory: Signatory,
    day = dayInStrasbourg(),
  ): Promise<ReportingNow> {
    const now = isOnRegister(signatory.state) && (await this.now(manager, signatory.id, day));
    if (!now) throw notPublished();
    return now;
  }

  /** @returns the mail to the contact, or null. */
  private async tell(
    manager: EntityManager,
    { endorsementId }: Signatory,
    now: ReportingNow,
    { action, until, reason }: StaffReportingStep,
  ): Promise<string | null> {
    const template = mails[action];
    if (!template) return null;
    const day = until ?? now.dueOn;
    const mail = await reportingMail(manager, endorsementId, template, { day, reason: reason! });
    return mail && (await this.outbox.add(manager, mail)) ? mail.id : null;
  }

  /** The mail that grants a near day is its first reminder too. */
  private async startsSoon(
    manager: EntityManager,
    id: string,
    { until, now, day, mailId }: ExtensionTold,
  ): Promise<void> {
    if (day < daysAfter(until!, reminders[0].days)) return;
    await manager.query(
      `INSERT INTO report_reminder
         (signatory_id, counted_from, asked_for, number, day, mailed, mail_id)
       VALUES ($1, $2, $3, 1, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [id, now.countedFrom, until, day, mailId !== null, mailId],
    );
  }

  private async keep(manager: EntityManager, step: KeptReportingStep): Promise<void> {
    const { id, action, day = null, reason = '', mailed = false, staffId } = step;
    await manager.query(
      `INSERT INTO reporting_step (id, signatory_id, action, day, reason, mailed, staff_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [uuidv7(), id, action, day, reason, mailed, staffId],
    );
  }
}

/** An extension, and the mail that grants it. */
interface ExtensionTold extends StaffReportingStep {
  now: ReportingNow;
  day: string;
  mailId: string | null;
}

interface KeptReportingStep {
  id: string;
  action: StaffReportingAction | 'note' | 'ask';
  day?: string | undefined;
  reason?: string | undefined;
  mailed?: boolean;
  staffId: string | null;
}

/** The days from which the rule computes the state that the table names. */
function changeOf({ action, until }: StaffReportingStep, day: string): Partial<Signatory> {
  switch (action) {
    case 'extend':
      return { reportExtendedUntil: until!, silenceTold: false };
    case 'excuse':
      return { reportExcusedOn: day, reportExtendedUntil: null, silenceTold: false };
    case 'ask_again':
      return { reportExcusedOn: null, reportExtendedUntil: day };
    case 'refuse':
      return {};
  }
}

const notPublished = () =>
  new Problem(409, 'not-published', 'The authority is not on the public register.');

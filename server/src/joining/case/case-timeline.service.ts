import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** What the contact reads of a case, by the event that the audit trail keeps of it. */
const told = {
  'submission.submit': 'submitted',
  'submission.correct_address': 'correctedAddress',
  'submission.enter': 'entered',
  'submission.confirm': 'confirmed',
  'submission.confirm_unsigned': 'confirmed',
  'submission.sign': 'signed',
  'submission.resubmit': 'resubmitted',
  'submission.reenter': 'resubmitted',
  'submission.withdraw': 'withdrawn',
  'signatory.publish': 'published',
  'signatory.publish_as_scheduled': 'published',
  'signatory.hold': 'held',
  'signatory.resume': 'resumed',
  'signatory.withdraw': 'left',
  'signatory.restore': 'restored',
} as const;

/** A decision is shown with its words, so it is not among these. */
export interface CaseStep {
  step: (typeof told)[keyof typeof told];
  at: string;
}

interface Row {
  action: keyof typeof told | 'signatory.undo';
  at: Date;
  version: number | null;
}

/** Every step of a case, from the audit trail: what is sent twice is there twice. */
@Injectable()
export class CaseTimelineService {
  constructor(private readonly database: DataSource) {}

  /** The steps of an endorsement and of its entry on the register, the oldest first. */
  async of(endorsementId: string): Promise<CaseStep[]> {
    const rows = await this.database.query<Row[]>(
      `SELECT action, at, (details->>'version')::int AS version FROM event
       WHERE action = ANY($2) AND subject_id IN
         (SELECT $1::uuid UNION SELECT id FROM signatory WHERE endorsement_id = $1)
       ORDER BY seq`,
      [endorsementId, [...Object.keys(told), 'signatory.undo']],
    );
    return withoutUndone(rows);
  }
}

/**
 * A step that staff took back within its half minute did not happen for the authority. What is
 * undone is the version before: it may be a report, which is no step here.
 */
function withoutUndone(rows: Row[]): CaseStep[] {
  const undone = new Set(
    rows.flatMap(({ action, version }) => (action === 'signatory.undo' ? [version! - 1] : [])),
  );
  return rows.flatMap(({ action, at, version }) =>
    action === 'signatory.undo' || (action.startsWith('signatory.') && undone.has(version ?? -1))
      ? []
      : [{ step: told[action], at: at.toISOString() }],
  );
}

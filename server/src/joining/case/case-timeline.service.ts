import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The steps of a case that the contact sees, by their event in the audit trail. */
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

/** Decisions are missing here because they are shown with their text. */
export interface CaseStep {
  step: (typeof told)[keyof typeof told];
  at: string;
}

interface Row {
  action: keyof typeof told | 'signatory.undo';
  at: Date;
  version: number | null;
}

/** Every step of a case, from the audit trail: a submission sent twice appears twice. */
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
 * Leaves out steps that staff undid within half a minute. The undone version is the one before; it
 * may be a report, which is not a step here.
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

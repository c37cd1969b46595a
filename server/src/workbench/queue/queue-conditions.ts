import type { QueueStage } from '../../../../contract/kinds.js';
import { hasUnread, hasWritten } from '../../joining/messages/case-messages.js';
import { fold, tellingSearchWords } from '../../platform/text/text.js';
import type { Band } from './bands.js';
import type { QueueQuery } from './queue.dto.js';

/**
 * An approved case whose signatory is not public yet. There are few of these, and a partial index
 * finds them.
 */
const unlisted = `EXISTS (SELECT 1 FROM signatory g WHERE g.endorsement_id = s.id
  AND g.state = 'unlisted')`;

/** Those with a scheduled publication, which need no action. */
const scheduled = `EXISTS (SELECT 1 FROM signatory g WHERE g.endorsement_id = s.id
  AND g.state = 'unlisted' AND g.publish_on IS NOT NULL)`;

/**
 * The day by which the authority was asked to answer has passed, and it has not written. Such a
 * case stays open.
 */
export const isUnanswered = `(coalesce(
  s.answer_by < (now() AT TIME ZONE 'Europe/Paris')::date, false) AND NOT ${hasWritten})`;

/** Each stage as a condition over a submission. */
export const stages: Record<QueueStage, string> = {
  waiting: `s.state = 'waiting'`,
  changes_requested: `s.state = 'changes_requested' AND NOT ${isUnanswered}`,
  unanswered: `s.state = 'changes_requested' AND ${isUnanswered}`,
  awaiting_signature: `s.state = 'awaiting_signature'`,
  to_publish: `s.state = 'approved' AND ${unlisted} AND NOT ${scheduled}`,
  scheduled: `s.state = 'approved' AND ${scheduled}`,
  published: `s.state = 'approved' AND NOT ${unlisted}`,
  rejected: `s.state = 'rejected'`,
};

export type Edges = { due: Date; overdue: Date };
type Dimension = 'show' | 'band' | 'country';

/** The filters as SQL over `submission s`, with the bound values. */
export class Conditions {
  readonly values: unknown[] = [];
  readonly sql: string;

  /**
   * @param counted the dimension whose values are counted. Its own filter is left out, so that each
   *   count shows what selecting that value would return.
   */
  constructor(
    query: QueueQuery,
    private readonly staffId: string,
    private readonly edges: Edges,
    counted?: Dimension,
  ) {
    const parts = [
      ...this.dimensions(counted ? { ...query, [counted]: undefined } : query),
      ...this.others(query),
    ];
    this.sql = ['s.waiting_since IS NOT NULL', ...parts].join(' AND ');
  }

  private dimensions({
    show,
    band,
    country,
  }: { [Name in Dimension]?: QueueQuery[Name] | undefined }): string[] {
    return [
      ...(show ? [`(${show.map((stage) => `(${stages[stage]})`).join(' OR ')})`] : []),
      ...(band
        ? [`(s.state = 'waiting' AND (${band.map((one) => this.band(one)).join(' OR ')}))`]
        : []),
      ...(country ? [`s.country_code = ANY(${this.value(country)}::char(2)[])`] : []),
    ];
  }

  private others({ kind, subject, assignee, language, demo, unread, q }: QueueQuery): string[] {
    return [
      ...(kind ? [`s.authority_kind = ANY(${this.value(kind)}::text[])`] : []),
      ...(subject ? [`s.kind = ANY(${this.value(subject)}::text[])`] : []),
      ...(assignee ? [this.assignee(assignee)] : []),
      ...(language ? [`s.language = ANY(${this.value(language)}::text[])`] : []),
      ...(demo === undefined ? [] : [`s.demo = ${this.value(demo)}`]),
      ...(unread === undefined ? [] : [unread ? hasUnread : `NOT ${hasUnread}`]),
      ...(q ? [this.search(q)] : []),
    ];
  }

  band(band: Band): string {
    const before = (edge: Date) => `s.waiting_since < ${this.value(edge)}::timestamptz`;
    if (band === 'overdue') return before(this.edges.overdue);
    return band === 'new'
      ? `NOT ${before(this.edges.due)}`
      : `(${before(this.edges.due)} AND NOT ${before(this.edges.overdue)})`;
  }

  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  private assignee(wanted: string[]): string {
    const ids = wanted
      .filter((one) => one !== 'nobody')
      .map((one) => (one === 'me' ? this.staffId : one));
    const named = `s.assignee_id = ANY(${this.value(ids)}::uuid[])`;
    return wanted.includes('nobody') ? `(s.assignee_id IS NULL OR ${named})` : named;
  }

  /**
   * Each search word (but for words like "Stadt") must start a word of a name, the reference or the
   * address. A reference may be typed in two halves.
   */
  private search(q: string): string {
    const words = tellingSearchWords(q);
    if (words.length === 0) return 'false';
    const begins = (word: string) => `s.search_text LIKE ${this.value(`% ${word}%`)}`;
    const all = words.map(begins).join(' AND ');
    const whole = fold(q).replaceAll(' ', '');
    return words.length > 1 && whole.length === 8 ? `((${all}) OR ${begins(whole)})` : `(${all})`;
  }
}

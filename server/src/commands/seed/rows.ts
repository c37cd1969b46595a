import type { Translated } from '../../../../contract/languages.js';
import { uuidv7 } from 'uuidv7';
import { newReference } from '../../platform/text/tokens.js';

interface SignatoryFacts {
  authorityId: string;
  signedOn: string | null;
  sourceUrl: string | null;
  /** What the source says beyond the date. */
  sourceNote?: Translated | null;
  publishedAt: Date | null;
  demo: boolean;
  endorsementId?: string;
}

export function signatoryRow({
  authorityId,
  signedOn,
  sourceUrl,
  sourceNote = null,
  publishedAt,
  demo,
  endorsementId,
}: SignatoryFacts): Record<string, unknown> & { id: string; public_id: string } {
  return {
    id: uuidv7(),
    public_id: newReference().toLowerCase(),
    authority_id: authorityId,
    endorsement_id: endorsementId ?? null,
    state: publishedAt ? 'published' : 'unlisted',
    signed_on: signedOn,
    source_url: sourceUrl,
    source_note: sourceNote,
    published_at: publishedAt,
    changed_at: publishedAt ?? new Date(),
    demo,
    version: 1,
  };
}

/** A date known only to the month or year sorts as its first day. */
export function dayOf(date: string): Date {
  return new Date(`${date}${'-01-01'.slice(date.length - 4)}T09:00:00Z`);
}

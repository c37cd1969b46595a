import { dayInStrasbourg } from '../../../../contract/clock.js';
import type { HistoryEntryDto } from './history.dto.js';
import type { SignatoryDto } from './public.dto.js';

/** A row of `public_signatory_history`. */
export interface HistoryRow {
  at: Date | string;
  kind: 'withdrawn' | 'restored' | 'corrected' | 'handed_over';
  reason: HistoryEntryDto['reason'];
}

const nothingMore = { reason: null, pledges: null, practice: null };

/**
 * The history of a signatory since it joined, newest first. Equal lines of one day appear once.
 */
export function historyOf(signatory: SignatoryDto, rows: readonly HistoryRow[]): HistoryEntryDto[] {
  const entries = [
    ...rows.map(({ at, kind, reason }) => ({
      ...nothingMore,
      day: dayInStrasbourg(new Date(at)),
      kind,
      reason,
    })),
    ...reported(signatory),
    ...signatory.practices.map(({ id, title, language, publishedAt }) => ({
      ...nothingMore,
      day: dayInStrasbourg(new Date(publishedAt)),
      kind: 'practice' as const,
      practice: { id, title, language },
    })),
    ...begun(signatory),
  ];
  return withoutRepeats(entries.sort(newestFirst));
}

/** For each day with a report: the number of its pledges. */
function reported({ pledges, reportedOn }: SignatoryDto): HistoryEntryDto[] {
  const days = new Map<string, number>(reportedOn ? [[reportedOn, 0]] : []);
  for (const { reports } of pledges)
    for (const report of reports)
      days.set(report.reportedOn, (days.get(report.reportedOn) ?? 0) + 1);
  return [...days].map(([day, count]) => ({
    ...nothingMore,
    day,
    kind: 'reported' as const,
    pledges: count || null,
  }));
}

/** When it signed, maybe years before this register existed, and when it was published. */
function begun({ signedOn, publishedAt }: SignatoryDto): HistoryEntryDto[] {
  const day = dayInStrasbourg(new Date(publishedAt));
  const published = { ...nothingMore, day, kind: 'published' as const };
  return signedOn
    ? [published, { ...nothingMore, day: signedOn, kind: 'joined' as const }]
    : [published];
}

/** Within a day, joining comes first, then publication, then the rest. */
const beginnings = ['joined', 'published'];

/** A year without a day comes before the days of this year. */
function newestFirst(one: HistoryEntryDto, other: HistoryEntryDto): number {
  if (one.day !== other.day) return one.day < other.day ? 1 : -1;
  const place = ({ kind }: HistoryEntryDto) =>
    beginnings.includes(kind) ? beginnings.indexOf(kind) : beginnings.length;
  return place(other) - place(one);
}

function withoutRepeats(entries: HistoryEntryDto[]): HistoryEntryDto[] {
  const told = new Set<string>();
  return entries.filter((entry) => {
    const key = JSON.stringify(entry);
    return !told.has(key) && told.add(key);
  });
}

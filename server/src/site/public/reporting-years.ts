import { eachOf, lengthOf } from './ragged.js';
import type { RegisterColumns } from './register-columns.js';
import type { ReportingYearDto } from './reporting.dto.js';

/**
 * How many signatories reported in each year since the first report, and how many were on the
 * register through all of it, have pledges and did not.
 * @param running the year that may still bring reports.
 */
export function reportingYears(columns: RegisterColumns, running: number): ReportingYearDto[] {
  const reported = new Map<number, number>();
  /** Of them, those that were on the register before the year began and have pledges. */
  const answered = new Map<number, number>();
  const published = new Map<number, number>();
  for (let row = 0; row < columns.size; row += 1) {
    const since = columns.published[row]!;
    const isAsked = lengthOf(columns.pledges, row) > 0;
    if (isAsked) add(published, since);
    eachOf(columns.reportYears, row, (year) => {
      add(reported, year);
      if (isAsked && since < year) add(answered, year);
    });
  }
  const first = Math.min(...reported.keys());
  return Array.from({ length: Math.max(0, running - first + 1) || 0 }, (_, index) => {
    const year = first + index;
    const asked = sum([...published].filter(([since]) => since < year));
    return {
      year,
      reported: reported.get(year) ?? 0,
      without: year < running ? asked - (answered.get(year) ?? 0) : null,
    };
  });
}

function add(counts: Map<number, number>, year: number): void {
  counts.set(year, (counts.get(year) ?? 0) + 1);
}

const sum = (counts: [number, number][]) => counts.reduce((total, [, count]) => total + count, 0);

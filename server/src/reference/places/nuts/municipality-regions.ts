import { hasOfficialCodes, municipalityOfLau } from './lau-codes.js';
import { WrongLauTable, type LauRow } from './lau-table.js';

/** The NUTS 3 region of a municipality. */
export interface MunicipalityRegion {
  country: string;
  municipality: string;
  nuts: string;
}

/** What became of a country's rows. */
export interface CountryReport {
  country: string;
  rows: number;
  /** Codes that had lost leading zeros. */
  restored: number;
  /** Rows whose code is not written as in this country, and the first of them. */
  otherForm: number;
  example: string | null;
  /** Municipalities of the file, and how many of them the gazetteer knows. */
  municipalities: number;
  matched: number;
  /** How many the gazetteer knows; 0: it has no official codes of this country. */
  known: number;
}

/**
 * Each municipality once, by its official code and never by its name.
 * @param known the gazetteer's codes, as `DE 05315000`.
 * @throws WrongLauTable where the file contradicts itself.
 */
export function regionsOf(
  rows: LauRow[],
  known: ReadonlySet<string>,
): { regions: MunicipalityRegion[]; reports: CountryReport[] } {
  const found = new Map<string, MunicipalityRegion & { place: string }>();
  const reports = new Map<string, CountryReport>();
  for (const { country, code, nuts, restored, place } of rows) {
    const report = reports.get(country) ?? emptyReport(country, known);
    reports.set(country, report);
    report.rows += 1;
    report.restored += restored ? 1 : 0;
    if (!hasOfficialCodes(country)) continue;
    const municipality = municipalityOfLau(country, code);
    if (municipality === null) {
      report.otherForm += 1;
      report.example ??= code;
      continue;
    }
    const key = `${country} ${municipality}`;
    const before = found.get(key);
    if (before && before.nuts !== nuts)
      throw new WrongLauTable(
        `${place}: municipality ${municipality} of ${country} is in ${nuts}, but in ` +
          `${before.nuts} in ${before.place}`,
      );
    if (before) continue;
    found.set(key, { country, municipality, nuts, place });
    report.municipalities += 1;
    report.matched += known.has(key) ? 1 : 0;
  }
  return {
    regions: [...found.values()],
    reports: [...reports.values()].sort((a, b) => (a.country < b.country ? -1 : 1)),
  };
}

function emptyReport(country: string, known: ReadonlySet<string>): CountryReport {
  return {
    country,
    rows: 0,
    restored: 0,
    otherForm: 0,
    example: null,
    municipalities: 0,
    matched: 0,
    known: [...known].filter((key) => key.startsWith(`${country} `)).length,
  };
}

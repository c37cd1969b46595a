/** Where a total was read. The year is that of the count, not of the publication. */
export interface TotalSource {
  name: string;
  url: string;
  year: string;
}

const oecd: TotalSource = {
  name: 'OECD, Type and numbers of subnational governments in the OECD (table A C.1)',
  url: 'https://read.oecd.org/10.1787/a4415236-en?format=html',
  year: '2017-18',
};
const cemr: TotalSource = {
  name: 'CEMR, Local and Regional Governments in Europe: Structures and Competences',
  url:
    'https://docslib.org/doc/3312120/' +
    'local-and-regional-governments-in-europe-structures-and-competences',
  year: '2016',
};

/**
 * How many municipalities a member state has, each with the public page that says so. A country
 * without a page that could be read and cited, or whose municipalities have been redrawn since
 * (Latvia, Iceland, Norway, Azerbaijan), is not here: then no share is shown, rather than a wrong
 * one.
 */
export const municipalityTotals: Readonly<
  Record<string, { municipalities: number; source: TotalSource }>
> = {
  ...from(oecd, {
    AT: 2098,
    BE: 589,
    CH: 2222,
    CZ: 6258,
    DE: 11054,
    DK: 98,
    EE: 79,
    ES: 8124,
    FI: 311,
    FR: 35357,
    GR: 325,
    HU: 3178,
    IE: 31,
    IT: 7960,
  }),
  ...from(cemr, { AL: 61, BA: 145, BG: 265, HR: 555 }),
};

function from(source: TotalSource, totals: Record<string, number>) {
  return Object.fromEntries(
    Object.entries(totals).map(([code, municipalities]) => [code, { municipalities, source }]),
  );
}

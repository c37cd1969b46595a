/**
 * Where GeoNames' admin levels hold the code of the municipality: which level (by its column) and
 * how the code is written. Only states where at least 98 % of the places have one.
 */
export const municipalities = {
  AT: [12, /^\d{5}$/],
  BE: [13, /^\d{5}$/],
  CH: [12, /^\d{1,4}$/],
  CZ: [12, /^\d{6}$/],
  DE: [13, /^\d{8}$/],
  DK: [11, /^\d{3}$/],
  EE: [11, /^\d{4}$/],
  ES: [12, /^\d{5}$/],
  FI: [12, /^\d{3}$/],
  FR: [13, /^\d[\dAB]\d{3}$/],
  IT: [12, /^\d{6}$/],
  NL: [11, /^\d{4}$/],
  NO: [11, /^\d{4}$/],
  PL: [12, /^\d{6}$/],
  PT: [11, /^\d{4}$/],
  SE: [11, /^\d{4}$/],
  SK: [12, /^\d{6}$/],
};

/** The code of a place's municipality; nothing if it does not have the format of one. */
export function municipalityOf(country, row) {
  const [level, form] = municipalities[country] ?? [];
  return form?.test(row[level]) ? row[level] : '';
}

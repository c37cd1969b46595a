/** How Eurostat writes the code of a local administrative unit (LAU) of a country. */
interface LauForm {
  form: RegExp;
  /** How many characters it has: a spreadsheet that took it for a number drops leading zeros. */
  length: number;
  /** The code of its municipality, as the gazetteer has it. */
  municipality: (code: string) => string;
}

const asWritten = (length: number, form = new RegExp(`^\\d{${length}}$`)): LauForm => ({
  form,
  length,
  municipality: (code) => code,
});

/**
 * The states of which the gazetteer has official codes (municipality-codes.mjs). In most of them
 * Eurostat writes the same code. It adds letters in NL (GM0363), SK and CH, and the kind of the
 * commune in PL; in PT its units are parishes, whose code begins with that of the municipality.
 */
const forms: Record<string, LauForm> = {
  AT: asWritten(5),
  BE: asWritten(5),
  CH: {
    form: /^(CH)?\d{1,4}$/,
    length: 1,
    municipality: (code) => code.replace(/^(CH)?0*/, ''),
  },
  CZ: asWritten(6),
  DE: asWritten(8),
  DK: asWritten(3),
  EE: asWritten(4),
  ES: asWritten(5),
  FI: asWritten(3),
  FR: asWritten(5, /^\d[\dAB]\d{3}$/),
  IT: asWritten(6),
  NL: { form: /^(GM)?\d{4}$/, length: 4, municipality: (code) => code.slice(-4) },
  NO: asWritten(4),
  PL: { form: /^\d{7}$/, length: 7, municipality: (code) => code.slice(0, 6) },
  PT: { form: /^\d{6}$/, length: 6, municipality: (code) => code.slice(0, 4) },
  SE: asWritten(4),
  SK: { form: /^(SK[\dA-Z]{3,6})?\d{6}$/, length: 6, municipality: (code) => code.slice(-6) },
};

/** More zeros than this no code begins with. */
const mostZeros = 2;

/** Whether the gazetteer has official codes of this country's municipalities. */
export const hasOfficialCodes = (country: string): boolean => Object.hasOwn(forms, country);

/** With the leading zeros that a spreadsheet dropped. */
export function wholeCode(country: string, code: string): string {
  const length = forms[country]?.length ?? 0;
  const missing = length - code.length;
  return missing > 0 && missing <= mostZeros && /^\d/.test(code)
    ? code.padStart(length, '0')
    : code;
}

/** The official code of the municipality; null if it is not written as in this country. */
export function municipalityOfLau(country: string, code: string): string | null {
  const known = forms[country];
  return known?.form.test(code) ? known.municipality(code) : null;
}

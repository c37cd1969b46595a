import { officialLanguages, type OfficialLanguage } from '../../../../contract/languages.js';
import { readTexts } from '../../platform/text/locale-texts.js';

/** Printed papers are official, so they exist in the Congress's official languages. */
export type PaperLanguage = OfficialLanguage;

/** `{name}` is a placeholder for `fill`. */
export interface PaperTexts {
  pact: string;
  endorsement: {
    title: string;
    subtitle: string;
    how: string;
    /** As on the pages: `rule.signed` and `rule.seen`. */
    rule: string;
    seen: string;
    authority: string;
    country: string;
    declaration: string;
    /** The status of the wording, before and after the Congress approves it. */
    proposed: string;
    approved: string;
    pledges: string;
    pledgesNote: string;
    nothingYet: string;
    outside: string;
    blankPledge: string;
    by: string;
    lead: string;
    decision: string;
    name: string;
    office: string;
    placeAndDate: string;
    signature: string;
    reference: string;
  };
  certificate: {
    title: string;
    has: string;
    joined: string;
    joinedOn: string;
    asOf: string;
    check: string;
    issuer: string;
    /** Alternative texts of the pictures. */
    emblem: string;
    signature: string;
  };
  badge: { since: string; undated: string; onHold: string; until: string; reported: string };
  badgeTitle: string;
}

/** The texts of the printed papers, from `locales/<language>/papers.json`. */
const shipped = Object.fromEntries(
  officialLanguages.map((language) => [language, readTexts<PaperTexts>(language, 'papers')]),
) as Record<PaperLanguage, PaperTexts>;

/**
 * The texts of the papers in a language.
 * @param changed the administrators' changes to them, by key: `papers.certificate.title`.
 */
export function paperTextsIn(
  language: PaperLanguage,
  changed: Readonly<Record<string, string>> = {},
): PaperTexts {
  return laidOver(shipped[language], 'papers', changed);
}

function laidOver<Texts extends object>(
  texts: Texts,
  path: string,
  changed: Readonly<Record<string, string>>,
): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]: [string, string | object]) => {
      const key = `${path}.${name}`;
      return [
        name,
        typeof text === 'string' ? (changed[key] ?? text) : laidOver(text, key, changed),
      ];
    }),
  ) as Texts;
}

/** Fills in a text's placeholders. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

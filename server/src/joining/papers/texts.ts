import { officialLanguages, type OfficialLanguage } from '../../../../contract/languages.js';
import { readTexts } from '../../platform/text/locale-texts.js';

/** Printed papers are official, so they exist in the Congress's official languages. */
export type PaperLanguage = OfficialLanguage;

/** `{name}` is a placeholder for `fill`. */
interface PaperTexts {
  pact: string;
  adhesion: {
    title: string;
    subtitle: string;
    how: string;
    authority: string;
    country: string;
    declaration: string;
    /** Of the wording, until the Congress has approved it and after that. */
    proposed: string;
    approved: string;
    pledges: string;
    pledgesNote: string;
    nothingYet: string;
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
  };
  badge: { since: string; undated: string; onHold: string; until: string };
  badgeTitle: string;
}

/** The texts of the printed papers, from `locales/<language>/papers.json`. */
export const paperTexts = Object.fromEntries(
  officialLanguages.map((language) => [language, readTexts<PaperTexts>(language, 'papers')]),
) as Record<PaperLanguage, PaperTexts>;

/** Fills in a text's placeholders. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

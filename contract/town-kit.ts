import type { Language } from './languages.js';

/** A pledge; one in own words has the language in which it was written, where that is known. */
export interface TownPledge {
  text: string;
  language: string | null;
}

/** A signatory's texts for its website and the press, in one language. */
export interface TownTexts {
  language: Language;
  headline: string;
  paragraphs: string[];
  pledgesLead: string;
  /** Those under which it has pledged something. */
  pillars: { name: string; pledges: TownPledge[] }[];
  /** Where its representative is to be quoted. */
  quote: string;
  closing: string[];
  website: string;
}

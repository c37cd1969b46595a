import type { Language } from './languages.js';

/** What a signatory may say of itself on its website and to the press, in one language. */
export interface TownTexts {
  language: Language;
  headline: string;
  paragraphs: string[];
  pledgesLead: string;
  /** Those under which it has pledged something. */
  pillars: { name: string; pledges: string[] }[];
  /** Where its representative is to be quoted. */
  quote: string;
  closing: string[];
  website: string;
}

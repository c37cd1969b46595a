import type { Followed } from './follows.js';
import type { Signatory, PactVersion, Pillar, PillarCode, Names, Submission } from './api-types.js';
import type { OfficialLanguage, Translated } from './languages.js';

/**
 * One line of the transparency log; `standing`: its address still leads to a page of the register.
 */
export interface TransparencyEntry {
  at: string;
  kind: 'withdrawn' | 'restored' | 'merged' | 'corrected';
  /** A code; its words are `transparency.reason`. */
  reason: string;
  id: string;
  names: Names;
  demo: boolean;
  standing: boolean;
}

/** What an incomplete register still lacks, and where the total was read. */
export interface ToCome {
  missing: number;
  total: number;
  countries: number;
  source: string;
  readOn: string;
}

/** One version of the Pact, whole. */
export interface Pact extends PactVersion {
  pillars: Pillar[];
}

/** The Pact's data on every page. */
export interface PactNames {
  version: number;
  wording: PactVersion['wording'];
  names: Partial<Record<PillarCode, Translated>>;
}

/** How the Pact worded an action when it was pledged, and how it does now, if it still does. */
export interface PledgedWording {
  version: number;
  then: Translated;
  now: Translated | null;
}

/** A pledge as currently shown on the register. */
export interface StandingPledge {
  id: string;
  pillar: PillarCode;
  action: string | null;
  /** For an action: the Pact's wording when the pledge was made. */
  wording: Translated | null;
  ownWords: string | null;
  /** Of its own words. */
  inEnglish: string | null;
  inFrench: string | null;
  targetYear: number | null;
  leadDepartment: string | null;
  progress: Signatory['pledges'][number]['progress'];
  progressNote: string | null;
  evidenceUrl: string | null;
}

/** One wrong field, as the API tells it. */
export interface FieldError {
  pointer: string;
  key: string;
  params: Record<string, string | number>;
}

/** What a reader follows, with its name and page; without a page when it is not public. */
export interface FollowedPage extends Followed {
  id: string;
  label: string;
  path: string | null;
}

/** The filter as given in the address. */
export interface FilterValues {
  q: string;
  country: string[];
  kind: string[];
  pillar: string[];
  action: string;
  box: string;
  sort: string;
}

/**
 * What every form page needs: the submission, the values of the fields, and the errors in them.
 */
export interface FormPage {
  submission: Submission;
  values: Record<string, unknown>;
  errors: FieldError[];
  /** A problem of the whole page: changed elsewhere, too many tries. */
  problem: string | null;
}

export interface LinkPage {
  token: string;
  problem: string | null;
}

/** The figures that texts of the workbench name, in each of its languages. */
export type StaffFigures = Record<OfficialLanguage, Record<string, string>>;

/** Texts of the workbench that administrators changed, by key: `reasonCode.no_answer`. */
export type StaffTexts = Record<OfficialLanguage, Record<string, string>>;

/** Addresses of the built scripts and styles, from Vite's manifest. */
export interface Assets {
  css: string[];
  script: string;
  /** The script's imports, loaded together with it and not a round trip later. */
  modules: string[];
  staffCss: string[];
  staffScript: string;
  /** The same for the workbench, with its texts in a language. */
  staffModules: Readonly<Record<OfficialLanguage, string[]>>;
}

/** The data needed to verify the public log of the register. */
export interface PublicLog {
  name: string;
  /** The key in use is first. */
  keys: string[];
  /** Null before the first checkpoint. */
  checkpoint: { short: string; at: string } | null;
  /** Who has checked and signed which checkpoint last. */
  witnessed: { name: string; short: string; at: string }[];
  /** SHA-256 of the file that verifies, hexadecimal. */
  verifier: string;
  address: string;
}

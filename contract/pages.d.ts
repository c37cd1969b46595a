import type {
  Signatory,
  SignatoryProfile,
  SignatorySummary,
  SignatoryList,
  Figures,
  RegisterMap,
  Pillar,
  PactVersion,
  Action,
  Counts,
  Country,
  ActionFigures,
  PillarFigure,
  Kept,
  RegisterFigures,
  Practice,
  PracticeList,
  Helpline,
  NewsItem,
  Snapshot,
  PublicRound,
  PublicRoundRow,
} from './api-types.js';
import type {
  TransparencyEntry,
  FilterValues,
  Pact,
  PactNames,
  PledgedWording,
  ToCome,
  Assets,
  StaffFigures,
  StaffTexts,
  PublicLog,
} from './page-parts.js';
import type { KitFacts, KitFile } from './council-kit.js';
import type { EndorsePages } from './endorse-pages.js';
import type { ErrorReportOutcome } from './error-reports.js';
import type { Language } from './languages.js';
import type { ReaderPages } from './reader-pages.js';

export type { Language } from './languages.js';
export type * from './api-types.js';
export type * from './page-parts.js';

/**
 * Every page with what it shows: the server gives it, the client renders it. A page is a file of
 * the same name in client/src/pages/public or endorse.
 */
export interface Pages extends EndorsePages, ReaderPages {
  Home: {
    figures: Figures;
    kept: Kept;
    toCome: ToCome | null;
    newest: SignatorySummary[];
    map: RegisterMap;
    pillars: Pillar[];
    news: NewsItem[];
  };
  SignatoryList: {
    list: SignatoryList;
    counts: Counts;
    filter: FilterValues;
    pillars: Pillar[];
    pages: { next: string | null; previous: string | null };
    /** The day that is shown, where that is not today. */
    asOf: string | null;
  };
  MapPage: {
    map: RegisterMap;
    counts: Counts;
    filter: FilterValues;
    pillars: Pillar[];
    /** The day that is shown, where that is not today. */
    asOf: string | null;
  };
  /** `pledged`: by the code of a pledged action, its wording at the time of the pledge. */
  Signatory: {
    signatory: SignatoryProfile;
    pillars: Pillar[];
    pledged: Record<string, PledgedWording>;
    /** The day that is shown, where that is not today. */
    asOf: string | null;
  };
  /** The same for young readers. */
  SignatoryYoung: {
    signatory: Signatory;
    pillars: Pillar[];
    pledged: Record<string, PledgedWording>;
  };
  SignatoryGone: { withdrawn: Schemas['WithdrawnSignatoryDto'] };
  Countries: { countries: Country[] };
  Country: {
    country: Country;
    list: SignatoryList;
    map: RegisterMap;
    pillars: Pillar[];
    practices: PracticeList;
  };
  Pact: { pact: Pact; figures: PillarFigure[] };
  /** `current`: the number of the version in force, which `pact` may not be. */
  PactText: { pact: Pact; versions: PactVersion[]; current: number };
  PillarPage: {
    pillar: Pillar;
    figure: PillarFigure;
    actions: ActionFigures[];
    newest: SignatorySummary[];
    practices: PracticeList;
  };
  ActionPage: {
    pillar: Pillar;
    /** `lastVersion`: of one that is no longer listed. */
    action: Action & { lastVersion?: number };
    figure: ActionFigures;
    list: SignatoryList;
    countries: Counts['countries'];
    /** Towns of the size that was asked for; `found` is null where it is no number. */
    like: {
      typed: string;
      found: { from: number; to: number; towns: SignatorySummary[]; more: boolean } | null;
    } | null;
  };
  /** Signatories side by side; `found`: what the search on the page found. */
  Compare: {
    towns: Signatory[];
    leftOut: number;
    tooMany: number;
    pillars: Pillar[];
    q: string;
    /** Of those that are not chosen yet. */
    found: SignatorySummary[] | null;
    /** Whether there are further ones. */
    more: boolean;
  };
  Practices: {
    list: PracticeList;
    countries: string[];
    pillars: Pillar[];
    filter: { q: string; pillar: string[]; country: string[]; language: string[] };
    next: string | null;
  };
  Practice: { practice: Practice; pillars: Pillar[] };
  Figures: {
    figures: RegisterFigures;
    register: Figures;
    pillars: Pillar[];
    rounds: PublicRoundRow[];
    /** The actions of the Pact that were pledged. */
    actions: ActionFigures[];
  };
  Round: { round: PublicRound };
  Transparency: {
    entries: TransparencyEntry[];
    /** By year, how many reports of errors were answered, and how. */
    reports: ({ year: number } & Record<ErrorReportOutcome, number>)[];
    pages: { previous: string | null; next: string | null };
  };
  About: Record<string, never>;
  Join: { files: KitFile[]; facts: KitFacts };
  Faq: Record<string, never>;
  Contact: Record<string, never>;
  /** `likely`: preselected in the picker until the reader has chosen a `country`. */
  Help: { country: string | null; likely: string | null };
  ApiGuide: Record<string, never>;
  Verify: Record<string, never>;
  OpenData: {
    figures: Figures;
    snapshots: Snapshot[];
    embeds: { view: 'counter' | 'list' | 'map'; code: string }[];
    script: string;
    log: PublicLog;
  };
  Status: {
    /** Null while the database cannot be reached. */
    figures: Figures | null;
    snapshot: Snapshot | null;
    changes: { seq: string; at: string; change: string; id: string; names: Signatory['names'] }[];
  };
  EmbedList: { list: SignatoryList; page: string };
  EmbedMap: { map: RegisterMap; page: string };
  EmbedCounter: { figures: Figures };
  EmbedSignatory: { signatory: Signatory };
  Accessibility: Record<string, never>;
  Privacy: {
    /** After how many days each is removed. */
    days: {
      draft: number;
      unconfirmed: number;
      unsigned: number;
      ended: number;
      mail: number;
      failedMail: number;
      subscriber: number;
      errorReport: number;
      errorReportProof: number;
      letter: number;
      invitation: number;
    };
    caseLinkMinutes: number;
    confirmHours: number;
    /** Periods that were replaced: what began before that moment still has them. */
    earlier: { what: string; days: number; before: string }[];
    /** Who decided on the periods, and when. */
    retention: { source: string; on: string } | null;
  };
  Failure: {
    status: number;
    requestId: string;
    /** The page on which to open a form again whose origin could not be proven. */
    again?: string;
    /** A link to a page of the former site that has no successor. */
    formerSite?: boolean;
    /** The days for which the register is known, if another one was requested. */
    days?: { firstDay: string; lastDay: string };
  };
}

export type PageName = keyof Pages;

/** Where a page is shown, for links, the language switch and the menu. */
export interface PageContext {
  /** The limits that texts name, written in the page's language. */
  figures: Record<string, string>;
  language: Language;
  /** The version of the Pact in force, for its names of the pillars and whether it is approved. */
  pact: PactNames;
  /** The address without the language: `/signatories?country=DE`. */
  path: string;
  /** The token of the mailed link that opened this page: the other languages need it, too. */
  linkToken: string | null;
  /** Whether the register holds demonstration data. */
  demo: boolean;
  /** The public contact address, if there is one. */
  contactAddress: string | null;
  /** The emblem of the Council of Europe, where an administrator has uploaded it. */
  emblem: { path: string; width: number; height: number } | null;
  /** How long half of last year's endorsements waited for a first answer; null: too few to tell. */
  responseTime: { workingDays: number; cases: number } | null;
  /** The helplines of each country, including uncertain ones. */
  helplines: Helpline[];
  /** Texts of this language changed by administrators, by key: `about.title`. */
  texts: ChangedTexts;
  /** Whether this translation has been reviewed. */
  reviewed: boolean;
  /** Markdown as safe HTML. */
  markdown: (text: string) => string;
  /** How the world reaches this server, without a slash at its end. */
  origin: string;
  /** In a frame on another site: without our header and footer. */
  embedded?: boolean;
  /** Not public yet: only colleagues see it, and it says so. */
  preview?: boolean;
  /** The page's structured data (schema.org). */
  structuredData?: object;
  /** The page's own link preview image, if any. */
  image?: string;
  /**
   * The token that proves that a form was on this page; not on pages that are the same for
   * everyone.
   */
  formToken?: () => string;
}

/**
 * The same object as long as nothing changes: the renderer prepares the texts once for each.
 */
export type ChangedTexts = Readonly<Record<string, string>>;

/** The server's door to the pages: `client/dist/server/entry-server.js` exports this. */
export interface PageRenderer {
  renderPage<Name extends PageName>(
    name: Name,
    props: Pages[Name],
    context: PageContext,
    assets: Assets,
  ): Promise<string>;
  renderStaffShell(
    assets: Assets,
    language: OfficialLanguage,
    figures: StaffFigures,
    changed: StaffTexts,
  ): string;
  /** A text for output that is not a page, such as feeds and pictures. */
  textIn(
    language: Language,
    changed: ChangedTexts,
    key: string,
    values?: Record<string, unknown>,
  ): string;
}

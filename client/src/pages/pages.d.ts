import type { components } from '../api/schema.js';
import type { Language } from '../languages.js';

type Schemas = components['schemas'];
export type { Language } from '../languages.js';
export type Signatory = Schemas['SignatoryDto'];
export type SignatorySummary = Schemas['SignatorySummaryDto'];
export type SignatoryList = Schemas['SignatoryListDto'];
export type Figures = Schemas['FiguresDto'];
export type RegisterMap = Schemas['MapDto'];
export type PublicFile = Schemas['PublicFileDto'];
export type Place = Schemas['PlaceDto'];
export type Pillar = Schemas['PillarDto'];
export type PillarCode = Pillar['code'];
export type Submission = Schemas['ApplicantSubmissionDto'];

export type FollowUp = Schemas['FollowUpDto'];

/** A pledge as it stands on the register. */
export interface StandingPledge {
  id: string;
  pillar: PillarCode;
  action: string | null;
  ownWords: string | null;
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

/** The filter as it stands in the address. */
export interface FilterValues {
  q: string;
  country: string;
  kind: string;
  pillar: string;
  box: string;
  sort: string;
}

/** What a form page needs besides its own: the submission, what stands in the fields, and what is wrong with it. */
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

/**
 * Every page with what it shows: the contract between the server's web/ and the pages here. A page is a file of the same name in
 * pages/public or pages/endorse.
 */
export interface Pages {
  Home: { figures: Figures; newest: SignatorySummary[]; map: RegisterMap; pillars: Pillar[] };
  SignatoryList: { list: SignatoryList; figures: Figures; filter: FilterValues; pages: { next: string | null; previous: string | null } };
  MapPage: { map: RegisterMap; figures: Figures; filter: FilterValues };
  Signatory: { signatory: Signatory; pillars: Pillar[] };
  SignatoryGone: { withdrawn: Schemas['WithdrawnSignatoryDto'] };
  Pact: { pillars: Pillar[] };
  ApiGuide: Record<string, never>;
  Accessibility: Record<string, never>;
  Privacy: Record<string, never>;
  Failure: { status: number; requestId: string };

  EndorseStart: {
    open: { reference: string; state: string } | null;
    /** A proof of work that is needed before beginning. */
    challenge: object | null;
    problem: string | null;
  };
  EndorseTasks: { submission: Submission };
  EndorseAuthority: FormPage & { countries: { code: string; member: boolean }[] };
  EndorseFind: {
    reference: string;
    countries: string[];
    filter: { country: string; q: string };
    /** Null before a search. */
    places: Place[] | null;
    errors: FieldError[];
  };
  EndorsePlace: FormPage;
  EndorseSigner: FormPage;
  EndorseContact: FormPage;
  EndorseDecision: FormPage;
  EndorsePillar: FormPage & { pillar: Pillar; examples: { action: string; slug: string; names: Signatory['names'] }[] };
  EndorseDocuments: FormPage;
  EndorseProgress: FormPage & { pillars: Pillar[]; pledges: StandingPledge[] };
  EndorsePractice: FormPage;
  EndorseLeaving: FormPage;
  EndorseCheck: FormPage & {
    pillars: Pillar[];
    pledges: StandingPledge[];
    /** Signatories of the same name: only what is public about them. */
    already: { slug: string; names: Signatory['names']; signedOn: string | null }[];
  };
  EndorseLater: { values: { email: string }; errors: FieldError[]; sent: boolean; problem: string | null };
  EndorseContinue: LinkPage;
  EndorseSent: { submission: Submission; asked: boolean };
  Confirm: LinkPage;
  Confirmed: { reference: string };
  CaseSignIn: { values: { reference: string; email: string }; errors: FieldError[]; sent: boolean; problem: string | null };
  CaseOpen: LinkPage;
  Case: { submission: Submission; followUps: FollowUp[]; mayErase: boolean; origin: string; problem: string | null };
  CaseErased: Record<string, never>;
  HandOver: { values: { name: string; office: string; email: string }; errors: FieldError[]; sent: boolean; problem: string | null };
  HandOverAccept: LinkPage;
}

export type PageName = keyof Pages;

/** Where a page is shown, for links, the language switch and the menu. */
export interface PageContext {
  language: Language;
  /** The address without the language: `/signatories?country=DE`. */
  path: string;
  /** Whether the register holds demonstration data. */
  demo: boolean;
}

export interface RenderedPage {
  html: string;
  status: number;
}

/** The server's door to the pages: `client/dist/server/entry-server.js` exports this. */
export interface PageRenderer {
  renderPage<Name extends PageName>(name: Name, props: Pages[Name], context: PageContext, assets: Assets): Promise<string>;
  renderStaffShell(assets: Assets): string;
}

/** Addresses of the built scripts and styles, from Vite's manifest. */
export interface Assets {
  css: string[];
  script: string;
  staffCss: string[];
  staffScript: string;
}

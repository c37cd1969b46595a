import type { Signatory, Place, Pillar, Submission, FollowUp, Schemas } from './api-types.js';
import type { StandingPledge, FieldError, FormPage, LinkPage, Pact } from './page-parts.js';
import type { PersonRole } from './case-roles.js';
import type { Language, Translated } from './languages.js';
import type { TownTexts } from './town-kit.js';
import type { PlaceUse } from './place-uses.js';
import type { QuestionKind } from './rounds.js';

/** The person asked to become the contact who has not answered yet. */
interface PendingHandOver {
  name: string;
  email: string;
  expiresAt: string;
}

/** A person who takes part in a case beside its contact, or was asked to. */
export interface CasePerson {
  id: string;
  name: string;
  /** Only leads see it. */
  email: string | null;
  role: PersonRole;
  isMe: boolean;
  isAssociation: boolean;
  invitedAt: string;
  acceptedAt: string | null;
  seenAt: string | null;
  version: number;
}

/** The state of an authority's progress report, in Strasbourg's days. */
export interface CaseReporting {
  state: 'not_due' | 'due' | 'reported' | 'overdue' | 'silent' | 'excused';
  dueOn: string;
  /** A pending request for more time. */
  asked: { until: string; at: string } | null;
  /** Whether it may ask for more. */
  mayAsk: boolean;
}

/** A round of questions that an authority can answer. */
export interface CaseRoundRow {
  id: string;
  title: string;
  /** The language of the title: the reader's, or English. */
  language: Language;
  lastDay: string;
  answered: boolean;
}

/** A question of a round as the form shows it. */
export interface CaseQuestion {
  kind: QuestionKind;
  required: boolean;
  min: number | null;
  max: number | null;
  maxLength: number;
  wording: string;
  unit: string;
  options: string[];
  /** Of a question for a file: the one that is kept. */
  file: { id: string; name: string } | null;
  /** Whether a file was chosen here, and not kept. */
  again: boolean;
}

/** A message about a case, without the name of the colleague who wrote it. */
interface CaseLetter {
  author: 'authority' | 'congress';
  text: string;
  at: string;
  /** Whether it came by mail; then anyone who had our mail may have written it. */
  mailed: boolean;
  /** For a mailed message: its sender, if not the contact; empty if it names none. */
  otherSender: string | null;
  /** For a mailed message: the names of its files that were not kept. */
  attachments: string[];
  /** Its files, to download. */
  files: { id: string; fileName: string; mediaType: string; bytes: number }[];
  /** Its subject, if not the endorsement itself. */
  about: { reference: string; kind: FollowUp['kind'] | Submission['kind'] } | null;
}

/** The pages of the endorsement form, and of the case that it becomes, with what each is given. */
export interface EndorsePages {
  EndorseStart: {
    open: { reference: string; state: string } | null;
    /** A proof of work that is needed before beginning. */
    challenge: object | null;
    problem: string | null;
  };
  /** `fromOwnCase`: an association came here from its own case. */
  EndorseTasks: { submission: Submission; fromOwnCase: boolean };
  EndorseAuthority: FormPage & { countries: { code: string; member: boolean }[] };
  EndorseFind: {
    reference: string;
    countries: string[];
    filter: { country: string; q: string };
    what: PlaceUse;
    /** For joint signatories: the row being searched for. */
    row: number | null;
    /** Null before a search. Of regions, their main towns. */
    places: Place[] | null;
    /** Those of them that are seats, not only the largest towns of their regions. */
    seats: number[];
    /** By the number of a place: its authority, where that has signed already. */
    signed: Record<number, { slug: string; names: Schemas['NamesDto']; signedOn: string | null }>;
    errors: FieldError[];
  };
  EndorsePlace: FormPage & {
    /** The authority's; empty before it is known. */
    country: string;
    /** The town of the gazetteer that is nearest to the point. */
    near: Place | null;
    /** The largest towns of the country in this part of the map, to go by. */
    landmarks: Place[];
    /** The part of the map, in degrees: west, south, east, north. Empty for the whole. */
    box: string;
  };
  EndorseSigner: FormPage;
  EndorseContact: FormPage;
  EndorseDecision: FormPage;
  EndorsePillar: FormPage & {
    pillar: Pillar;
    examples: { action: string; slug: string; names: Signatory['names'] }[];
  };
  /** Of a report on progress with the pledges that its files may show. */
  EndorseDocuments: FormPage & {
    pledges: StandingPledge[];
    /** Of one file. */
    mostBytes: number;
  };
  EndorseProgress: FormPage & { pillars: Pillar[]; pledges: StandingPledge[] };
  EndorsePractice: FormPage;
  EndorseLeaving: FormPage;
  EndorseCheck: FormPage & {
    pact: Pact;
    pledges: StandingPledge[];
    /** Signatories of the same name, with public data only. */
    already: { slug: string; names: Signatory['names']; signedOn: string | null }[];
    /** Missing answers of incomplete sections: `/signer/office`. */
    incomplete: FieldError[];
  };
  EndorseLater: {
    values: { email: string };
    errors: FieldError[];
    sent: boolean;
    problem: string | null;
  };
  EndorseContinue: LinkPage;
  EndorseSent: { submission: Submission; asked: boolean; corrected: boolean };
  /** With `open`, for the browser that sent the endorsement: only the new address is asked. */
  CaseAddress: {
    open: boolean;
    values: { reference: string; signer: string; email: string };
    errors: FieldError[];
    sent: boolean;
    problem: string | null;
  };
  CaseMessage: {
    /** The cases that can be written about; the first one is meant unless another is chosen. */
    cases: { reference: string; kind: Submission['kind'] }[];
    values: { about: string; message: string };
    /** The Congress's latest message about the case. */
    asked: string | null;
    /** Whether a session is open; without one only what was typed is shown. */
    open: boolean;
    maxLength: number;
    errors: FieldError[];
    sent: boolean;
    /** Whether files were chosen that have to be chosen again. */
    hadFiles: boolean;
    /** Names of the files that were sent. */
    names: string[];
    problem: string | null;
  };
  Confirm: LinkPage;
  Confirmed: { reference: string; state: Submission['state'] };
  CaseSignIn: {
    values: { reference: string; email: string };
    errors: FieldError[];
    sent: boolean;
    problem: string | null;
  };
  CaseOpen: LinkPage;
  Case: {
    handOver: PendingHandOver | null;
    /** For an association: drafts that it prepares for members. */
    members: { person: string; authority: string; invitedAt: string }[];
    submission: Submission;
    /** Every step but the decisions, which stand among the submission's messages. */
    steps: { step: string; at: string }[];
    followUps: FollowUp[];
    /** Messages between the authority and the Congress, oldest first. */
    letters: CaseLetter[];
    /** Whether the authority can write to the Congress about one of its cases. */
    mayWrite: boolean;
    mayErase: boolean;
    /** Whether it may announce its signature now. */
    hasKit: boolean;
    origin: string;
    /** Null before it is published. */
    reporting: CaseReporting | null;
    /** Rounds of questions that are open to it. */
    rounds: CaseRoundRow[];
    /**
     * The remaining actions of the Pact, and the town's size, to find towns that have done them.
     */
    toDo: { inhabitants: number; actions: { code: string; wording: Translated }[] } | null;
    problem: string | null;
  };
  CasePeople: {
    /** The reader's rights; `isMember` if not the contact. */
    role: PersonRole;
    isMember: boolean;
    contact: { name: string | null; email: string | null };
    people: CasePerson[];
    isDraft: boolean;
    mayInvite: boolean;
    maySupport: boolean;
    mayTakeOver: boolean;
    values: { name: string; email: string; role: string };
    errors: FieldError[];
    problem: string | null;
    /** Who was just written to. */
    asked: string | null;
  };
  CaseSupporter: {
    /** Associations on the register that can be asked. */
    associations: { publicId: string; name: string; countryCode: string }[];
    values: { association: string; name: string; email: string };
    errors: FieldError[];
    problem: string | null;
    /** Who was just written to. */
    asked: string | null;
  };
  TakingPart: LinkPage;
  /** Somebody's role does not include what they tried. */
  NotYourRole: { role: PersonRole; contact: string | null };
  MoreTime: {
    values: { until: unknown; why: string };
    errors: FieldError[];
    /** The reference of the case to be changed; null: it is about the progress report. */
    about: string | null;
    dueOn: string;
    asked: { until: string; at: string | null } | null;
    problem: string | null;
  };
  CaseRound: {
    id: string;
    title: string;
    intro: string;
    writtenIn: Language;
    lastDay: string;
    isPublic: boolean;
    /** Whether it can be answered now. */
    isOpen: boolean;
    isWithdrawn: boolean;
    /** When the answers in the form were saved, so that nobody overwrites newer ones unseen. */
    seen: string;
    questions: CaseQuestion[];
    /** `remove` has the places of the questions whose file was to go. */
    values: { answers: Record<string, string>; remove: Record<string, string> };
    errors: FieldError[];
    answeredAt: string | null;
    /** Whether the answers were kept just now. */
    saved: boolean;
    problem: string | null;
  };
  CaseAnswers: { submission: Submission; pact: Pact };
  CaseKit: {
    slug: string;
    name: string;
    origin: string;
    texts: TownTexts[];
  };
  CaseErased: Record<string, never>;
  HandOver: {
    values: { name: string; office: string; email: string };
    errors: FieldError[];
    sent: boolean;
    pending: PendingHandOver | null;
    problem: string | null;
  };
  HandOverAccept: LinkPage;
  /** `entry` is known once the link was opened; `step` says what the page shows. */
  ContactInvitation: {
    step: 'begin' | 'form' | 'done';
    token: string;
    entry: { authority: string; path: string } | null;
    values: { name: string; office: string };
    errors: FieldError[];
    problem: string | null;
  };
}

import type { EntityManager } from 'typeorm';
import { meantAddress } from '../../../../contract/mail-address.js';
import { pactYear } from '../../../../contract/pact-year.js';
import { usualCase } from '../../platform/text/name-case.js';
import type { FieldError } from '../../platform/http/problem.js';
import {
  placeDoubt,
  type PlaceDoubt,
  type PlaceInCountry,
} from '../../reference/places/place-doubt.js';
import type { SectionName } from '../../../../contract/sections.js';
import { isPillar, type Answers } from './answers.js';
import type {
  AuthoritySection,
  DecisionSection,
  PaperContactSection,
  PillarSection,
  PlaceSection,
} from './dto/sections.dto.js';

/** A value that is valid but unlikely to be right. */
export interface Question extends FieldError {
  /** `confirm` is what the sender returns among `confirmed` to say that it is right. */
  params: Record<string, string | number> & { confirm: string };
}

/** A section's answer, and the questions that its sender has confirmed. */
export interface Confirmed {
  value: unknown;
  confirmed: readonly string[];
}

/** Splits a section as sent into its answer and the questions that it confirms. */
export function withoutConfirmations(sent: unknown): Confirmed {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    return { value: sent, confirmed: [] };
  }
  const { confirmed, ...value } = sent as Record<string, unknown>;
  const listed = Array.isArray(confirmed) ? confirmed : [];
  return { value, confirmed: listed.filter((item) => typeof item === 'string') };
}

/**
 * Questions about a valid answer before it is saved: a decision older than the Pact, a place
 * outside the country, a mail address that looks mistyped, pledges beside the reason why there are
 * none. Values that were saved before are not questioned again.
 */
export async function openQuestions(
  manager: EntityManager,
  section: SectionName,
  answer: object,
  { kept, confirmed }: { kept: Answers; confirmed: readonly string[] },
): Promise<FieldError[]> {
  const questions = await questionsOf(manager, section, answer, kept);
  const open = questions.filter(({ params }) => !confirmed.includes(params.confirm));
  const before = kept[section];
  if (open.length === 0 || !before) return open;
  const old = await questionsOf(manager, section, before, kept);
  return open.filter(({ params }) => !old.some((known) => known.params.confirm === params.confirm));
}

async function questionsOf(
  manager: EntityManager,
  section: SectionName,
  answer: object,
  kept: Answers,
): Promise<Question[]> {
  if (section === 'decision') return aboutDecision(answer as DecisionSection);
  if (section === 'contact') return aboutAddress(answer as PaperContactSection);
  if (isPillar(section)) return aboutPledges(answer as PillarSection);
  const { countryCode } = kept.authority ?? {};
  if (section === 'place' && countryCode) {
    return aboutPlace(manager, countryCode, answer as PlaceSection);
  }
  if (section === 'authority') {
    const authority = answer as AuthoritySection;
    const asked = kept.place ? await aboutPlace(manager, authority.countryCode, kept.place) : [];
    return [
      ...aboutNames(authority),
      ...asked.map((one) => ({ ...one, pointer: '/countryCode', key: 'askCountry' })),
    ];
  }
  return [];
}

type Names = Pick<AuthoritySection, 'kind' | 'countryCode' | 'nameOfficial'> & {
  [name in (typeof nameFields)[number]]?: string | null;
};
const nameFields = ['nameOfficial', 'nameEn', 'nameFr', 'region'] as const;

/** Questions about names in capitals, or without any: "RÉGION BOURGOGNE", "köln". */
export function aboutNames(answer: Names): Question[] {
  const { kind, countryCode } = answer;
  return nameFields.flatMap((field, index) => {
    const name = answer[field] ?? '';
    if (nameFields.slice(0, index).some((earlier) => answer[earlier] === name)) return [];
    // Organisations write abbreviations as one word in capitals: ECPAT, UNICEF.
    const isShort = (kind === 'other' || kind === 'association') && !/\s/.test(name);
    const meant = isShort ? undefined : usualCase(name, countryCode);
    if (meant === undefined) return [];
    const detail = `did you mean ${meant}?`;
    return [question(`/${field}`, 'askName', name, { name, meant }, detail)];
  });
}

function aboutDecision({ decidedOn }: DecisionSection): Question[] {
  if (Number(decidedOn.slice(0, 4)) >= pactYear) return [];
  const detail = `is before the Pact, which exists since ${pactYear}`;
  return [question('/decidedOn', 'askDay', decidedOn, { year: pactYear }, detail)];
}

/** Questions about a mail address before anything is sent there. */
export function aboutAddress({ email }: Pick<PaperContactSection, 'email'>): Question[] {
  const meant = email === undefined ? undefined : meantAddress(email);
  if (email === undefined || meant === undefined) return [];
  return [question('/email', 'askEmail', email, { email, meant }, `did you mean ${meant}?`)];
}

function aboutPledges({ actions, ownWords, notYet }: PillarSection): Question[] {
  if (!notYet || actions.length + ownWords.length === 0) return [];
  const detail = 'there are pledges, and a reason why there are none yet';
  return [question('/notYet', 'askNotYet', '', {}, detail)];
}

/** Questions about a place and its country. */
export async function aboutPlace(
  manager: EntityManager,
  country: string,
  { latitude, longitude }: PlaceSection,
): Promise<Question[]> {
  const doubt = await placeDoubt(manager, { country, latitude, longitude });
  return doubt === null ? [] : [placeQuestion(doubt, { country, latitude, longitude })];
}

export function placeQuestion(
  doubt: PlaceDoubt,
  { country, latitude, longitude }: PlaceInCountry,
): Question {
  const value = `${country} ${latitude} ${longitude}`;
  return doubt === 'swapped'
    ? question('/latitude', 'askSwapped', value, {}, 'latitude and longitude seem to be swapped')
    : question('/latitude', 'askPlace', value, {}, 'seems to lie outside the country');
}

function question(
  pointer: string,
  key: string,
  value: string,
  params: Record<string, string | number>,
  detail: string,
): Question {
  const confirm = value === '' ? key : `${key}:${value}`;
  return { pointer, key, params: { ...params, confirm }, detail };
}

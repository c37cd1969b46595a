import { boxesText, type DayBoxes } from '../../../../contract/day-boxes.js';
import type { Language } from '../../../../contract/languages.js';
import { Problem } from '../../platform/http/problem.js';
import type { FieldError } from '../../platform/http/problem.js';
import type { PillarDto } from '../public/pact.dto.js';
import type { SectionName } from '../../../../contract/sections.js';
import { isPillar } from '../../joining/submissions/answers.js';
import type { ProgressSection } from '../../joining/submissions/dto/follow-up-sections.dto.js';
import type { PillarSection } from '../../joining/submissions/dto/sections.dto.js';
import { aboutAddress } from '../../joining/submissions/questions.js';
import type { StandingPledge } from '../../joining/submissions/standing.service.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { withRows } from './joint-rows.js';
import type { Fields } from './typed-fields.js';

export type { Fields } from './typed-fields.js';

const listNames = ['actions', 'ownWords', 'reports', 'joint'] as const;
type ListName = (typeof listNames)[number];
const dangerous = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Turns `actions.2.code=x` into `{ actions: { 2: { code: 'x' } } }`. If a name occurs twice, the
 * last value wins.
 */
export function nestedFields(body: unknown): Fields {
  const result: Fields = {};
  for (const [name, given] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    const value: unknown = Array.isArray(given) ? given.at(-1) : given;
    const path = name.split('.');
    if (path.length > 3 || path.some((part) => dangerous.has(part)) || typeof value !== 'string')
      throw new Problem(400, 'bad-request', 'This form did not come from this site.');
    const last = path.pop()!;
    let at = result;
    for (const part of path) {
      const next = at[part] ?? {};
      if (typeof next !== 'object')
        throw new Problem(400, 'bad-request', 'This form did not come from this site.');
      at = at[part] = next as Fields;
    }
    at[last] = value;
  }
  return result;
}

/**
 * Converts a form's fields to an answer: empty fields and empty rows are dropped, and three boxes
 * become a day.
 */
export function toAnswer(section: SectionName, fields: Fields, language?: Language): Fields {
  if (section === 'declaration') return { accepted: fields['accepted'] === 'true' };
  if (section === 'progress')
    return { reports: rowsOf('reports', fields['reports']).map(([, row]) => row) };
  const { actions, ownWords, joint, confirmed, ...plain } = fields;
  const answer = {
    ...withoutEmpty(withDays(plain, language)),
    ...(confirmed ? { confirmed: Object.values(confirmed) } : {}),
  };
  return isPillar(section)
    ? {
        ...answer,
        ...(fields['notCompetent'] === 'true' ? { notCompetent: true } : {}),
        actions: rowsOf('actions', actions).map(([, row]) => row),
        ownWords: rowsOf('ownWords', ownWords).map(([, row]) => row),
      }
    : { ...answer, ...withoutEmpty({ actions, ownWords }), ...listed('joint', joint) };
}

/** An optional list; without rows it counts as unanswered. */
function listed(name: ListName, list: unknown): Fields {
  const given = rowsOf(name, list).map(([, row]) => row);
  return given.length > 0 ? { [name]: given } : {};
}

/**
 * Maps errors in an answer back to the form's fields: the third row of a list may be the fifth in
 * the form. They follow the order in which the browser sends the fields. A missing choice is not
 * sent, so its error is first.
 */
export function toFieldErrors(errors: FieldError[], fields: Fields): FieldError[] {
  const order = Object.keys(fields);
  const placeOf = ({ pointer }: FieldError) => order.indexOf(pointer.split('/')[1] ?? '');
  return errors
    .map((error) => {
      const [, list, index, ...rest] = error.pointer.split('/');
      if (!(listNames as readonly string[]).includes(list ?? '') || index === undefined)
        return error;
      const place = rowsOf(list as ListName, fields[list!])[Number(index)]?.[0] ?? index;
      return { ...error, pointer: ['', list, place, ...rest].join('/') };
    })
    .sort((one, other) => placeOf(one) - placeOf(other));
}

/** Joins the three boxes of a date into one text. */
export function withDays(fields: Fields, language?: Language): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) =>
      isDay(value) ? [name, boxesText(value, { language })] : [name, value],
    ),
  );
}

function isDay(value: unknown): value is DayBoxes {
  const parts = ['day', 'month', 'year'];
  return (
    typeof value === 'object' &&
    value !== null &&
    parts.every((part) => typeof Reflect.get(value, part) === 'string')
  );
}

/** The values in the fields of a section: the latest unsaved input, or else the saved answer. */
export function fieldsOf(
  submission: Submission,
  section: SectionName,
  pillar?: PillarDto,
  pledges: StandingPledge[] = [],
): Fields {
  const fields = latestFields(submission, section, pillar, pledges);
  return section === 'authority' ? withRows(fields) : fields;
}

function latestFields(
  submission: Submission,
  section: SectionName,
  pillar: PillarDto | undefined,
  pledges: StandingPledge[],
): Fields {
  const typed = submission.typed[section];
  if (typed)
    return {
      ...typed,
      ...(pillar && typed['actions']
        ? { actions: byPlace(typed['actions'] as Fields, pillar) }
        : {}),
      ...(typed['ownWords'] ? { ownWords: Object.values(typed['ownWords'] as object) } : {}),
    };
  const answer = submission.answers[section];
  if (!answer) return {};
  if (section === 'progress') {
    const { reports } = answer as ProgressSection;
    return {
      reports: Object.fromEntries(
        reports.map((report) => [pledges.findIndex(({ id }) => id === report.pledgeId), report]),
      ),
    };
  }
  if (!pillar) return { ...answer } as Fields;
  const { actions, ownWords, notYet, notCompetent } = answer as PillarSection;
  return {
    actions: byPlace(actions, pillar),
    ownWords,
    ...(notYet ? { notYet } : {}),
    ...(notCompetent ? { notCompetent: 'true' } : {}),
  };
}

/**
 * Chosen actions by their current positions: a new version of the Pact may have a different order
 * from the page on which they were ticked.
 */
function byPlace(rows: object, { actions }: PillarDto): Fields {
  return Object.fromEntries(
    Object.entries(rows).map(([place, row]: [string, { code?: string }]) => {
      const now = actions.findIndex(({ code }) => code === row.code);
      return [now < 0 ? place : now, row];
    }),
  );
}

/**
 * Leaves out rows that contain only what the page itself put there. A row with text beside an
 * action that is not ticked, or a pledge without a state, is kept: the form asks about it.
 */
function rowsOf(name: ListName, list: unknown): [string, Fields][] {
  const own = { actions: [], ownWords: [], reports: ['pledgeId'], joint: ['placeId'] }[
    name
  ] as string[];
  return rows(list).filter(([, row]) => Object.keys(row).some((field) => !own.includes(field)));
}

function rows(list: unknown): [string, Fields][] {
  if (typeof list !== 'object' || list === null) return [];
  return Object.entries(list as Record<string, unknown>)
    .map(([place, row]): [string, Fields] => [
      place,
      typeof row === 'object' && row !== null ? withoutEmpty(row as Fields) : {},
    ])
    .filter(([, row]) => Object.keys(row).length > 0);
}

function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(typeof value === 'string' && value.trim() === ''),
    ),
  );
}

/** The question of a plain form about its mail address, unless it was confirmed there. */
export function askedAddress(email: string | undefined, body: unknown): FieldError[] {
  const { confirmed } = nestedFields(body);
  const given: unknown[] =
    typeof confirmed === 'object' && confirmed ? Object.values(confirmed) : [];
  return aboutAddress({ email }).filter(({ params }) => !given.includes(params.confirm));
}

/** The text of one form field. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * Returns a refusal to show on the page; any other error is ours and goes to the exception filter.
 */
export function refusal(error: unknown): Problem {
  if (error instanceof Problem && error.getStatus() < 500) return error;
  throw error;
}

/** The version that the page was rendered from; a form without one did not come from us. */
export function seenVersion(version: unknown): number {
  if (typeof version !== 'string' || !/^\d{1,9}$/.test(version))
    throw new Problem(400, 'bad-request', 'This form did not come from this site.');
  return Number(version);
}

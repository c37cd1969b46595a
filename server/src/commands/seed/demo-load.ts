import { givenIn, translationsOf } from '../../register/signatories/translations.js';
import type { AuthorityKind } from '../../../../contract/kinds.js';
import { authorityRow } from '../../reference/authorities/authority-row.js';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { completeAuthority } from '../../reference/authorities/authorities.service.js';
import type { Authority } from '../../reference/authorities/authority.entity.js';
import { newReference } from '../../platform/text/tokens.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import { bulkInsert } from '../../platform/database/bulk-insert.js';
import { drawAnew } from './drawn-anew.js';
import { dayOf, signatoryRow } from './rows.js';

export const onRegister = ['published', 'on_hold', 'withdrawn', 'approved'] as const;
export const inQueue = [
  'waiting',
  'changes_requested',
  'unconfirmed',
  'awaiting_signature',
] as const;

/**
 * The stage of a demonstration endorsement: a signatory's state (approved: not published yet), or a
 * case still in the queue.
 */
export type DemoState = (typeof onRegister)[number] | (typeof inQueue)[number];

export interface DemoPledge {
  pillar: PillarCode;
  action?: string;
  ownWords?: string;
  ownWordsLanguage?: string;
  /** Its own translations of these words. */
  inEnglish?: string;
  inFrench?: string;
  targetYear: number | null;
  progress: string;
}

export interface DemoAuthority {
  kind: AuthorityKind;
  countryCode: string;
  nameOfficial: string;
  nameOfficialLanguage: string;
  nameEn: string;
  nameFr: string;
  region: string;
  population: number | null;
  latitude: number;
  longitude: number;
  signedOn: string;
  state: DemoState;
  /** A signatory that joined by the form, so that it has a case for follow-ups. */
  viaForm?: boolean;
  pledges: DemoPledge[];
}

interface Row extends DemoAuthority {
  authority: Authority;
  submissionId: string;
}

/** Inserts demonstration endorsements, with every row marked. */
export async function loadDemo(manager: EntityManager, demos: DemoAuthority[]): Promise<void> {
  const rows: Row[] = demos.map((demo) => ({
    ...demo,
    authority: authorityOf(demo),
    submissionId: uuidv7(),
  }));
  const accepted = rows.filter(({ state }) => (onRegister as readonly string[]).includes(state));
  const undecided = rows.filter(
    ({ state }) => state === 'approved' || (inQueue as readonly string[]).includes(state),
  );
  const viaForm = [...undecided, ...rows.filter((row) => row.viaForm)];
  const signatories = await drawAnew(
    accepted.map(demoSignatoryRow),
    'public_id',
    () => newReference().toLowerCase(),
    async (drawn) =>
      (
        await manager.query<{ id: string }[]>(
          'SELECT public_id AS id FROM signatory WHERE public_id = ANY($1)',
          [drawn],
        )
      ).map(({ id }) => id),
  );
  await bulkInsert(
    manager,
    'authority',
    accepted.map(({ authority }) => authorityRow(authority)),
  );
  await bulkInsert(manager, 'submission', viaForm.map(submissionRow));
  await bulkInsert(manager, 'signatory', signatories);
  await bulkInsert(
    manager,
    'register_change',
    signatories.filter(({ state }) => state === 'withdrawn').map(withdrawalRow),
  );
  await bulkInsert(
    manager,
    'pledge',
    accepted.flatMap((row, index) =>
      row.pledges.map((pledge, position) => pledgeRow(pledge, signatories[index]!.id, position)),
    ),
  );
}

function authorityOf({
  kind,
  countryCode,
  region,
  nameOfficial,
  nameOfficialLanguage,
  nameEn,
  nameFr,
  population,
  latitude,
  longitude,
}: DemoAuthority): Authority {
  return completeAuthority({
    kind,
    countryCode,
    region,
    nameOfficial,
    nameOfficialLanguage,
    nameEn,
    nameFr,
    population,
    latitude,
    longitude,
    demo: true,
  });
}

function demoSignatoryRow({
  authority,
  state,
  signedOn,
  submissionId,
  viaForm,
}: Row): Record<string, unknown> & { id: string } {
  const row = signatoryRow({
    authorityId: authority.id,
    signedOn,
    sourceUrl: null,
    demo: true,
    publishedAt: state === 'approved' ? null : dayOf(signedOn),
    ...(state === 'approved' || viaForm ? { endorsementId: submissionId } : {}),
  });
  return state === 'approved'
    ? row
    : { ...row, state, withdrawn_at: state === 'withdrawn' ? new Date() : null };
}

function withdrawalRow({ id, withdrawn_at }: Record<string, unknown>): Record<string, unknown> {
  return {
    id: uuidv7(),
    at: withdrawn_at,
    kind: 'withdrawn',
    signatory_id: id,
    reason_code: 'asked_by_authority',
  };
}

function pledgeRow(
  pledge: DemoPledge,
  signatoryId: string,
  position: number,
): Record<string, unknown> {
  return {
    id: uuidv7(),
    signatory_id: signatoryId,
    pillar_code: pledge.pillar,
    action_code: pledge.action ?? null,
    own_words: pledge.ownWords ?? null,
    own_words_language: pledge.ownWordsLanguage ?? null,
    translations: translationsOf(
      {
        field: 'ownWords',
        words: pledge.ownWords ?? null,
        language: pledge.ownWordsLanguage ?? null,
      },
      ...([givenIn(pledge), [], 'town'] as const),
    ),
    target_year: pledge.targetYear,
    progress: pledge.progress,
    position,
  };
}

/**
 * A submission as the form would create it. Its people are fictitious: their mail goes to
 * example.org and is never sent.
 */
function submissionRow(
  {
    submissionId,
    authority,
    state,
    signedOn,
    pledges,
    nameOfficial,
    nameEn,
    nameFr,
    kind,
    countryCode,
    region,
    population,
    latitude,
    longitude,
    viaForm,
  }: Row,
  index: number,
): Record<string, unknown> {
  const sent = viaForm ? dayOf(signedOn) : new Date(Date.now() - (index + 1) * 26 * 3600 * 1000);
  const answers = {
    authority: {
      kind,
      countryCode,
      nameOfficial,
      nameEn,
      nameFr,
      ...(region ? { region } : {}),
      ...(population ? { population } : {}),
    },
    place: { latitude, longitude },
    signer: { name: 'Demonstration Signer', office: 'Mayor' },
    contact: { name: 'Demonstration Contact', email: `contact${index + 1}@example.org` },
    decision: {
      body: 'council',
      decidedOn: signedOn.length === 10 ? signedOn : `${signedOn}-01`.slice(0, 10),
    },
    ...Object.fromEntries(
      pillarCodes.map((pillar) => [
        pillar,
        pillarAnswer(pledges.filter((pledge) => pledge.pillar === pillar)),
      ]),
    ),
    declaration: { accepted: true },
  };
  return {
    id: submissionId,
    reference: newReference(),
    kind: 'endorsement',
    state: viaForm ? 'approved' : state,
    language: 'en',
    answers,
    typed: {},
    section_versions: {},
    contact_email: `contact${index + 1}@example.org`,
    authority_id: state === 'approved' || viaForm ? authority.id : null,
    demo: true,
    version: 1,
    created_at: sent,
    updated_at: sent,
    submitted_at: sent,
    confirmed_at: state === 'unconfirmed' ? null : sent,
    signature_awaited_at: state === 'awaiting_signature' ? sent : null,
    decided_at: viaForm ? sent : state === 'approved' ? new Date() : null,
  };
}

function pillarAnswer(pledges: DemoPledge[]): object {
  if (pledges.length === 0)
    return { actions: [], ownWords: [], notYet: 'To be decided with the next budget.' };
  return {
    actions: pledges
      .filter((pledge) => pledge.action)
      .map(({ action, targetYear }) => ({ code: action, ...(targetYear ? { targetYear } : {}) })),
    ownWords: pledges
      .filter((pledge) => pledge.ownWords)
      .map(({ ownWords, targetYear, inEnglish, inFrench }) => ({
        text: ownWords,
        ...(inEnglish ? { inEnglish } : {}),
        ...(inFrench ? { inFrench } : {}),
        ...(targetYear ? { targetYear } : {}),
      })),
  };
}

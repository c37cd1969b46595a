import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { completeFacts } from '../../../../contract/facts.js';
import { pillarsOutside } from '../../../../contract/outside-competence.js';
import { translatedFields } from '../../../../contract/translations.js';
import { pillarCodes } from '../../../../contract/pillars.js';
import {
  everythingOutside,
  outsideAndPledged,
} from '../../reference/authorities/outside-competence.js';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import { PactService } from '../../reference/pact/pact.service.js';
import type { ContentPledgeDto, SignatoryContentDto } from './signatory-content.dto.js';
import type { ContentPledge, SignatoryContent } from './signatory-content.js';
import { translationsOf } from './translations.js';

/**
 * Validates content that staff wrote by the rules that involve more than one field, and completes
 * it for the register.
 */
@Injectable()
export class ContentCheck {
  constructor(private readonly pact: PactService) {}

  /**
   * @throws Problem 422 listing every invalid pledge and a latitude without a longitude (or the
   *   reverse).
   */
  async complete(
    manager: EntityManager,
    wanted: SignatoryContentDto,
    standing: SignatoryContent,
  ): Promise<SignatoryContent> {
    const errors = [
      ...halfPlace(wanted),
      ...signingAlone(wanted),
      ...pledgedOutside(wanted),
      ...wanted.pledges.flatMap((pledge, index) => pledgeErrors(pledge, index, standing)),
      ...twice(wanted.pledges),
    ];
    for (const pillar of pillarCodes)
      errors.push(...(await this.unknownActions(manager, pillar, wanted.pledges)));
    if (errors.length > 0) throw Problem.invalid(errors);
    const notes = await noteLanguages(manager, standing);
    return {
      ...completeNames(wanted, standing),
      ...identityOf(wanted),
      kind: wanted.kind,
      countryCode: wanted.countryCode,
      region: wanted.region ?? '',
      ...completeFacts(wanted),
      latitude: wanted.latitude ?? null,
      longitude: wanted.longitude ?? null,
      signedOn: wanted.signedOn ?? null,
      sourceUrl: wanted.sourceUrl ?? null,
      wikidataId: wanted.wikidataId ?? null,
      jointSignatories: wanted.jointSignatories,
      pledges: wanted.pledges.map((pledge) => completePledge(pledge, standing, notes)),
    };
  }

  private async unknownActions(
    manager: EntityManager,
    pillar: string,
    pledges: ContentPledgeDto[],
  ): Promise<FieldError[]> {
    const codes = pledges
      .filter((pledge) => pledge.pillar === pillar)
      .flatMap(({ action }) => action ?? []);
    if (codes.length === 0) return [];
    const unknown = new Set(await this.pact.unknownActions(manager, pillar, codes));
    return pledges.flatMap((pledge, index) =>
      pledge.pillar === pillar && pledge.action && unknown.has(pledge.action)
        ? [problem(`/pledges/${index}/action`, 'isKnownAction', 'is not an action of this pillar')]
        : [],
    );
  }
}

/** Rejects pledges under a pillar outside the authority's competence. */
function pledgedOutside({ outsideCompetence, pledges }: SignatoryContentDto): FieldError[] {
  const outside = pillarsOutside(outsideCompetence);
  if (outside.length === pillarCodes.length) return [everythingOutside('/outsideCompetence')];
  return pledges.some(({ pillar }) => outside.includes(pillar))
    ? [outsideAndPledged('/outsideCompetence')]
    : [];
}

function completeNames(
  { nameOfficial, nameOfficialLanguage, nameEn, nameFr }: SignatoryContentDto,
  standing: SignatoryContent,
) {
  const kept = nameOfficial === standing.nameOfficial ? standing.nameOfficialLanguage : 'und';
  const english = nameEn ?? nameOfficial;
  return {
    nameOfficial,
    nameOfficialLanguage: nameOfficialLanguage ?? kept,
    nameEn: english,
    nameFr: nameFr ?? english,
  };
}

/** The detail that distinguishes it from its namesakes. */
function identityOf({ district, officialCode }: SignatoryContentDto) {
  return { district: district ?? '', officialCode: officialCode ?? null };
}

/** The language of each pledge's note, where its report tells it. */
async function noteLanguages(
  manager: EntityManager,
  { pledges }: SignatoryContent,
): Promise<Map<string, string>> {
  const rows = await manager.query<{ id: string; language: string }[]>(
    `SELECT p.id, r.language FROM pledge p
     JOIN pledge_report r ON r.pledge_id = p.id AND r.reported_on = p.reported_on
     WHERE p.id = ANY($1) AND r.language IS NOT NULL`,
    [pledges.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, language }) => [id, language]));
}

const languageOfNote = (notes: ReadonlyMap<string, string>, was: ContentPledge | undefined) =>
  (was && notes.get(was.id)) ?? null;

/** An edit that says nothing of translations leaves those of the same words; `[]` removes them. */
function completePledge(
  pledge: ContentPledgeDto,
  { pledges }: SignatoryContent,
  notes: ReadonlyMap<string, string>,
): ContentPledge {
  const was = pledges.find(({ id }) => id === pledge.id);
  const isSame = was?.action === (pledge.action ?? null);
  const told = { ...promise(pledge, was), ...report(pledge, was) };
  const languages = {
    ownWords: told.ownWordsLanguage,
    progressNote: told.progressNote === was?.progressNote ? languageOfNote(notes, was) : null,
  };
  const before = was?.translations ?? [];
  return {
    id: pledge.id ?? uuidv7(),
    pillar: pledge.pillar,
    pactVersion: isSame ? (was?.pactVersion ?? null) : null,
    ...told,
    translations: translatedFields.flatMap((field) => {
      const given = (pledge.translations ?? before).filter((one) => one.field === field);
      const original = { field, words: told[field], language: languages[field] };
      return translationsOf(original, given, before, 'staff');
    }),
  };
}

function promise(
  { action, ownWords, ownWordsLanguage, targetYear, leadDepartment }: ContentPledgeDto,
  was: ContentPledge | undefined,
) {
  return {
    action: action ?? null,
    ownWords: ownWords ?? null,
    ownWordsLanguage: ownWords ? (ownWordsLanguage ?? was?.ownWordsLanguage ?? null) : null,
    targetYear: targetYear ?? null,
    leadDepartment: leadDepartment ?? null,
  };
}

/** A changed state counts as reported today; a corrected note is not a new report. */
function report(
  { progress, progressNote, evidenceUrl }: ContentPledgeDto,
  was: ContentPledge | undefined,
) {
  const now = { progress, progressNote: progressNote ?? null, evidenceUrl: evidenceUrl ?? null };
  const isOld = was ? was.progress === progress : progress === 'planned';
  return { ...now, reportedOn: isOld ? (was?.reportedOn ?? null) : dayInStrasbourg() };
}

const problem = (pointer: string, key: string, detail: string): FieldError => ({
  pointer,
  key,
  params: {},
  detail,
});

/** Only an association signs on behalf of others. */
function signingAlone({ kind, jointSignatories }: SignatoryContentDto): FieldError[] {
  if (kind === 'association' || jointSignatories.length === 0) return [];
  const detail = 'choose association, or take these names away';
  return [problem('/jointSignatories', 'isAssociation', detail)];
}

function halfPlace({ latitude, longitude }: SignatoryContentDto): FieldError[] {
  if ((latitude ?? null) === null)
    return (longitude ?? null) === null
      ? []
      : [problem('/latitude', 'isNotEmpty', 'enter the latitude as well')];
  return (longitude ?? null) === null
    ? [problem('/longitude', 'isNotEmpty', 'enter the longitude as well')]
    : [];
}

function pledgeErrors(
  pledge: ContentPledgeDto,
  index: number,
  { pledges }: SignatoryContent,
): FieldError[] {
  const at = `/pledges/${index}`;
  return [
    ...(Boolean(pledge.action) === Boolean(pledge.ownWords)
      ? [problem(`${at}/ownWords`, 'isPledge', 'either an action or own words')]
      : []),
    ...(pledge.id && !pledges.some(({ id }) => id === pledge.id)
      ? [problem(`${at}/id`, 'isKnownPledge', 'is not a pledge of this signatory')]
      : []),
    ...(pledge.translations ?? []).flatMap(({ field, language }, place, all) =>
      all.findIndex((one) => one.field === field && one.language === language) < place
        ? [problem(`${at}/translations/${place}/language`, 'arrayUnique', 'is translated twice')]
        : [],
    ),
    ...(pledge.progress === 'dropped' && !pledge.progressNote
      ? [problem(`${at}/progressNote`, 'isReasonGiven', 'say why it was dropped')]
      : []),
  ];
}

/** Neither an action nor a pledge id may appear twice. */
function twice(pledges: ContentPledgeDto[]): FieldError[] {
  return pledges.flatMap(({ id, action }, index) => {
    const earlier = pledges.slice(0, index);
    const again = earlier.some(
      (other) => (action && other.action === action) || (id && other.id === id),
    );
    return again ? [problem(`/pledges/${index}/action`, 'arrayUnique', 'is pledged twice')] : [];
  });
}

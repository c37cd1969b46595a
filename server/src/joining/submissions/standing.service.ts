import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OfficialLanguage, Translated } from '../../../../contract/languages.js';
import type { ProgressState as Progress } from '../../../../contract/kinds.js';
import type { PillarCode } from '../../../../contract/pillars.js';
import type { Answers } from './answers.js';
import { pillarsOutside } from '../../../../contract/outside-competence.js';
import { pillarCodes } from '../../../../contract/pillars.js';
import { factPairs } from '../../reference/authorities/fact-columns.js';
import type { Submission } from './submission.entity.js';

/** A pledge as recorded on the register. */
export interface StandingPledge {
  id: string;
  pillar: PillarCode;
  action: string | null;
  /** For an action: the Pact's wording when the pledge was made. */
  wording: Translated | null;
  ownWords: string | null;
  /** Translations of its own words. */
  inEnglish: string | null;
  inFrench: string | null;
  /** The languages of those translations that are the secretariat's. */
  byStaff: OfficialLanguage[];
  targetYear: number | null;
  leadDepartment: string | null;
  /** The version of the Pact under which it was made. */
  pactVersion: number;
  progress: Progress;
  progressNote: string | null;
  evidenceUrl: string | null;
}

/** The register's current data on an applicant's authority. */
export interface Standing {
  signatoryId: string;
  authorityId: string;
  publicId: string;
  state: 'unlisted' | 'published' | 'on_hold' | 'withdrawn';
  signedOn: string | null;
  answers: Pick<Answers, 'authority' | 'place' | PillarCode>;
  pledges: StandingPledge[];
}

type AuthorityTold = Required<NonNullable<Answers['authority']>>;

interface AuthorityRow extends Omit<Standing, 'answers' | 'pledges'> {
  authority: AuthorityTold & { outsideCompetence: string | null };
  place: NonNullable<Answers['place']>;
}

/**
 * Reads an authority's register entry in the form of answers. An amendment starts from it and is
 * compared to it.
 */
@Injectable()
export class StandingService {
  /** @returns null while the endorsement is not approved. */
  async of(
    manager: EntityManager,
    { id, parentId }: Pick<Submission, 'id' | 'parentId'>,
  ): Promise<Standing | null> {
    const [row] = await manager.query<AuthorityRow[]>(
      `SELECT s.id AS "signatoryId", a.id AS "authorityId", s.public_id AS "publicId", s.state,
        s.signed_on AS "signedOn",
              json_build_object('kind', a.kind, 'countryCode', a.country_code, 'nameOfficial',
                a.name_official, 'nameEn', a.name_en,
                'nameFr', a.name_fr, 'region', a.region, ${factPairs('a')},
                'jointSignatories', array_to_string(a.joint_signatories, E'\\n')) AS authority,
              json_build_object('latitude', a.latitude, 'longitude', a.longitude) AS place
       FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE s.endorsement_id = $1`,
      [parentId ?? id],
    );
    if (!row) return null;
    const { authority, place, ...signatory } = row;
    const { outsideCompetence, ...told } = authority;
    const outside = pillarsOutside(outsideCompetence);
    const pledges = await manager.query<StandingPledge[]>(
      `SELECT p.id, p.pillar_code AS pillar, p.action_code AS action, v.wording,
        p.own_words AS "ownWords", p.target_year AS "targetYear",
              ${translation('en')} AS "inEnglish", ${translation('fr')} AS "inFrench",
              ${translatedByStaff} AS "byStaff",
              p.lead_department AS "leadDepartment", p.progress, p.progress_note AS "progressNote",
              p.evidence_url AS "evidenceUrl", p.pact_version AS "pactVersion"
       FROM pledge p LEFT JOIN pact_version_action v ON v.version = p.pact_version
         AND v.code = p.action_code
       WHERE p.signatory_id = $1 ORDER BY p.position`,
      [row.signatoryId],
    );
    const pillars = Object.fromEntries(
      pillarCodes.map((pillar) => [
        pillar,
        pillarAnswer(
          pledges.filter((pledge) => pledge.pillar === pillar),
          outside.includes(pillar),
        ),
      ]),
    );
    return { ...signatory, pledges, answers: { authority: telling(told), place, ...pillars } };
  }
}

const translation = (language: OfficialLanguage) => `(
  SELECT t->>'text' FROM jsonb_array_elements(p.translations) t
  WHERE t->>'field' = 'ownWords' AND t->>'language' = '${language}')`;

const translatedByStaff = `ARRAY(
  SELECT t->>'language' FROM jsonb_array_elements(p.translations) t
  WHERE t->>'field' = 'ownWords' AND t->>'by' = 'staff')`;

/**
 * As a form would have sent it: empty values and names that repeat the official one count as
 * unanswered.
 */
function telling(authority: AuthorityTold): NonNullable<Answers['authority']> {
  const { nameOfficial } = authority;
  const entries = Object.entries(authority).filter(([name, value]) => {
    if (name === 'nameEn' || name === 'nameFr') return value !== nameOfficial;
    return value !== null && value !== '';
  });
  return Object.fromEntries(entries) as unknown as NonNullable<Answers['authority']>;
}

function pillarAnswer(pledges: StandingPledge[], isOutside: boolean) {
  const details = ({ targetYear, leadDepartment }: StandingPledge) => ({
    ...(targetYear === null ? {} : { targetYear }),
    ...(leadDepartment === null ? {} : { leadDepartment }),
  });
  const translated = ({ inEnglish, inFrench }: StandingPledge) => ({
    ...(inEnglish === null ? {} : { inEnglish }),
    ...(inFrench === null ? {} : { inFrench }),
  });
  return {
    actions: pledges.flatMap((pledge) =>
      pledge.action === null ? [] : [{ code: pledge.action, ...details(pledge) }],
    ),
    ownWords: pledges.flatMap((pledge) =>
      pledge.ownWords === null
        ? []
        : [{ text: pledge.ownWords, ...details(pledge), ...translated(pledge) }],
    ),
    ...(isOutside && pledges.length === 0 ? { notCompetent: true } : {}),
  };
}

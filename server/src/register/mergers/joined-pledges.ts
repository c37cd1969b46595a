import { In, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { pillarsOutside } from '../../../../contract/outside-competence.js';
import { Problem } from '../../platform/http/problem.js';
import { Authority } from '../../reference/authorities/authority.entity.js';
import { outsideOfRemaining } from '../../reference/authorities/outside-competence.js';
import { Pledge } from '../signatories/pledge.entity.js';
import type { Signatory } from '../signatories/signatory.entity.js';

/**
 * Copies the chosen pledges; the other signatory keeps its own unchanged.
 * @returns how many.
 */
export async function joinPledges(
  manager: EntityManager,
  loser: Signatory,
  winner: Signatory,
  chosen: string[],
): Promise<number> {
  if (chosen.length === 0) return 0;
  const theirs = await manager.find(Pledge, {
    where: { signatoryId: loser.id, id: In(chosen) },
    order: { position: 'ASC' },
  });
  if (theirs.length !== chosen.length) {
    throw Problem.invalid([
      {
        pointer: '/pledges',
        key: 'isTheirPledge',
        params: {},
        detail: 'must be pledges of the entry that is merged',
      },
    ]);
  }
  await requireCompetence(manager, winner, theirs);
  const ours = await manager.findBy(Pledge, { signatoryId: winner.id });
  const isNew = (pledge: Pledge) =>
    !ours.some(({ actionCode }) => actionCode !== null && actionCode === pledge.actionCode);
  const next = Math.max(-1, ...ours.map(({ position }) => position)) + 1;
  const chosenNew = theirs.filter(isNew);
  const joined = chosenNew.map((pledge, index) => ({
    ...pledge,
    id: uuidv7(),
    signatoryId: winner.id,
    position: next + index,
  }));
  if (joined.length > 0) await manager.insert(Pledge, joined);
  await copyReports(manager, chosenNew, joined);
  return joined.length;
}

/** @throws Problem 422 when a pledge's pillar is outside the competence of the remaining one. */
async function requireCompetence(
  manager: EntityManager,
  { authorityId }: Signatory,
  pledges: Pledge[],
): Promise<void> {
  const { outsideCompetence } = await manager.findOneByOrFail(Authority, { id: authorityId });
  const outside = pillarsOutside(outsideCompetence);
  if (pledges.some(({ pillarCode }) => outside.some((pillar) => pillar === pillarCode)))
    throw Problem.invalid([outsideOfRemaining('/pledges')]);
}

/** Reports on the pledges are copied with them. */
async function copyReports(
  manager: EntityManager,
  pledges: readonly Pledge[],
  copies: readonly Pledge[],
): Promise<void> {
  await manager.query(
    `INSERT INTO pledge_report (pledge_id, signatory_id, reported_on, progress, note, evidence_url,
       language, translations)
     SELECT c.copy, n.signatory_id, r.reported_on, r.progress, r.note, r.evidence_url, r.language,
       r.translations
     FROM unnest($1::uuid[], $2::uuid[]) c (pledge, copy)
       JOIN pledge p ON p.id = c.pledge JOIN pledge n ON n.id = c.copy
       JOIN pledge_report r ON r.pledge_id = p.id AND r.reported_on <= p.reported_on
     ON CONFLICT (pledge_id, reported_on) DO UPDATE SET language = excluded.language`,
    [pledges.map(({ id }) => id), copies.map(({ id }) => id)],
  );
}

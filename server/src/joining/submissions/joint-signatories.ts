import type { EntityManager } from 'typeorm';
import { namesOfPlaces } from '../../reference/places/place-names.js';
import type { AuthoritySection, JointSignatory } from './dto/sections.dto.js';

type Joint = Pick<AuthoritySection, 'joint' | 'jointSignatories'>;

/**
 * Returns the answer with the joint signatories in both forms: as rows, and as text for clients
 * that know only names. If both were sent and differ, the text wins, because a client that changes
 * only the text must not get the old rows. A row keeps its place number only if that place has the
 * row's name.
 */
export async function withJointNames(
  manager: EntityManager,
  answer: AuthoritySection,
): Promise<AuthoritySection> {
  const { joint, jointSignatories, ...others } = answer;
  if (!joint) return answer;
  const rows = jointSignatories === undefined ? joint : named(jointSignatories, joint);
  if (rows.length === 0) return others;
  const ids = rows.flatMap(({ placeId }) => placeId ?? []);
  const names = await namesOfPlaces(manager, ids);
  return {
    ...others,
    joint: rows.map(({ name, placeId }) =>
      placeId && names.get(placeId)?.includes(name) ? { name, placeId } : { name },
    ),
    jointSignatories: rows.map(({ name }) => name).join('\n'),
  };
}

/** The authorities that sign together with an association, from either form of the answer. */
export function jointRows({ joint, jointSignatories }: Joint): JointSignatory[] {
  return joint ?? named(jointSignatories ?? '', []);
}

function named(text: string, rows: readonly JointSignatory[]): JointSignatory[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((name) => rows.find((row) => row.name === name) ?? { name });
}

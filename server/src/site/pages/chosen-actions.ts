import type { Submission } from '../../joining/submissions/submission.entity.js';
import type { PillarDto } from '../public/pact.dto.js';

/**
 * The pillar as the form shows it: an action that was chosen before a new version retired it stays
 * there to be kept or dropped.
 */
export function withChosen(
  pillar: PillarDto | undefined,
  { answers, typed }: Submission,
): PillarDto | undefined {
  if (!pillar) return undefined;
  const rows = (typed[pillar.code]?.['actions'] ?? {}) as Record<string, { code?: unknown }>;
  const chosen = new Set<unknown>([
    ...(answers[pillar.code]?.actions ?? []).map(({ code }) => code),
    ...Object.values(rows).map(({ code }) => code),
  ]);
  const kept = pillar.retired.filter(({ code }) => chosen.has(code));
  return { ...pillar, actions: [...pillar.actions, ...kept] };
}

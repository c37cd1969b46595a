import { pillarCodes, type PillarCode } from './pillars.js';

/**
 * The pillars of a list in words, in the order of the Pact: "prosecution, participation" however it
 * was typed.
 * @returns null when it names something else.
 */
export function pillarsNamed(text: string): PillarCode[] | null {
  const named = text
    .toLowerCase()
    .split(/[\s,;|]+/)
    .filter(Boolean);
  const isKnown = named.every((name) => pillarCodes.some((code) => code === name));
  return isKnown ? pillarCodes.filter((code) => named.includes(code)) : null;
}

/** How the register keeps such a list; null for none. */
export const pillarList = (pillars: readonly PillarCode[]): string | null =>
  pillarCodes.filter((code) => pillars.includes(code)).join(', ') || null;

/** The pillars that answers say are outside the authority's competence. */
export const outsideIn = (
  answers: Partial<Record<PillarCode, { notCompetent?: boolean | undefined }>>,
): string | null => pillarList(pillarCodes.filter((code) => answers[code]?.notCompetent));

/** Those that stand in the register's list. */
export const pillarsOutside = (list: string | null | undefined): PillarCode[] =>
  (list && pillarsNamed(list)) || [];

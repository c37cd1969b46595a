import { dayInStrasbourg } from '../../../../contract/clock.js';
import type { KitPaper } from '../../../../contract/council-kit.js';
import type { Language } from '../../../../contract/languages.js';
import type { Block, WrittenPaper } from '../../joining/papers/written-paper.js';
import type { Pact } from '../public/pact-reader.service.js';

/** A published pledge of an action by a real signatory. */
export interface KitExample {
  action: string;
  name: string;
  countryCode: string;
  progress: string;
  address: string;
}

/** A published good practice under a pillar, by a real signatory. */
export interface KitPractice {
  pillar: string;
  title: string;
  name: string;
  countryCode: string;
  address: string;
}

/** The data for the papers of the kit. */
export interface KitWords {
  language: Language;
  /** One of our texts, with the administrators' changes. */
  t: (key: string, values?: Record<string, string>) => string;
  words: (text: Pact['preamble']) => string;
  date: (day: string) => string;
  country: (code: string) => string;
  pact: Pact;
  examples: ReadonlyMap<string, KitExample>;
  practices: ReadonlyMap<string, KitPractice>;
  /** The day on which the register changed last. */
  asOf: string;
  approval: { source: string; on: string } | null;
}

/** A paper of the kit that changes only with the Pact. */
export function kitPaper(say: KitWords, paper: KitPaper, blocks: Block[]): WrittenPaper {
  const { t, language, pact } = say;
  const title = t(`kit.papers.${paper}.title`);
  return {
    language,
    title,
    subtitle: t('layout.name'),
    running: `${title} · ${versionOf(say)}`,
    day: dayInStrasbourg(new Date(pact.publishedAt)),
    blocks,
  };
}

/** A paper of the kit that depends on the state of the register on a day. */
export function datedPaper(say: KitWords, paper: KitPaper, blocks: Block[]): WrittenPaper {
  const { t, asOf, date } = say;
  const day = t('kit.asOf', { date: date(asOf) });
  const written = kitPaper(say, paper, [{ kind: 'text', text: day, small: true }, ...blocks]);
  return { ...written, running: `${written.title} · ${day}`, day: asOf };
}

/**
 * Marks our own texts until the Congress has approved them, so that nobody mistakes a proposal for
 * its position.
 */
export function proposalMark({ t, approval, date }: KitWords): Block {
  return {
    kind: 'note',
    text: approval
      ? t('kit.approved', { date: date(approval.on), document: approval.source })
      : t('kit.proposed'),
  };
}

/** The same of the Pact's own wording. */
export function wordingMark(say: KitWords): Block {
  const { t, pact, date } = say;
  const { approvedOn, approvalDocument } = pact;
  const mark = approvedOn
    ? t('pact.approved', { date: date(approvedOn), document: approvalDocument ?? '' })
    : t('pact.proposed');
  return { kind: 'note', text: `${versionOf(say)} · ${mark}` };
}

function versionOf({ t, pact, date }: KitWords): string {
  const { version, publishedAt } = pact;
  return t('pact.versionOf', {
    version: String(version),
    date: date(dayInStrasbourg(new Date(publishedAt))),
  });
}

import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { languages, officialLanguages, type Translated } from '../../../../contract/languages.js';
import { textsOf, type PactContent } from '../../../../contract/pact-content.js';
import type { PillarCode } from '../../../../contract/pillars.js';
import { readTexts } from '../../platform/text/locale-texts.js';
import { contentAt, numberInForce, writeVersion } from './pact-store.js';

/** The pillars and actions in order. Their texts are in `locales/<language>/pact.json`. */
interface PactOutline {
  pillars: { code: PillarCode; actions: { code: string; source: string }[] }[];
}

/** The Pact's texts in one language, by the codes of pillars and actions. */
interface PactWords {
  preamble: string;
  undertakings: string[];
  pillars: Record<string, { name: string; aim: string }>;
  actions: Record<string, { wording: string; explanation: string }>;
}

/**
 * Makes the wording that ships with this program the version in force, as long as no colleague has
 * published one. A release that only improves translations changes the version itself; one that
 * words the Pact differently in English or French makes a new version.
 * @returns whether anything changed.
 */
export async function seedPact(manager: EntityManager): Promise<boolean> {
  const shipped = await shippedPact();
  const number = await numberInForce(manager);
  if (number === 0) {
    await writeVersion(manager, 1, shipped, null);
    return true;
  }
  if (await isOfStaff(manager)) return false;
  const now = await contentAt(manager, number);
  if (isDeepStrictEqual(now, shipped)) return false;
  const isReworded = !isDeepStrictEqual(officially(now!), officially(shipped));
  // A register from before versions has no preamble yet: it belongs to version 1.
  const isUnfinished = now!.undertakings.length === 0;
  await writeVersion(manager, isReworded && !isUnfinished ? number + 1 : number, shipped, null);
  return true;
}

/** The wording that ships with this program, in all languages. */
export async function shippedPact(): Promise<PactContent> {
  const file = new URL('./pact.json', import.meta.url);
  const outline = JSON.parse(await readFile(file, 'utf8')) as PactOutline;
  const words = languages.map(
    (language) => [language, readTexts<PactWords>(language, 'pact')] as const,
  );
  const inAll = (text: (of: PactWords) => string | undefined) =>
    Object.fromEntries(words.map(([language, of]) => [language, text(of) ?? ''])) as Translated;
  const [, english] = words.find(([language]) => language === 'en')!;
  return {
    preamble: inAll(({ preamble }) => preamble),
    undertakings: english.undertakings.map((_, index) =>
      inAll(({ undertakings }) => undertakings[index]),
    ),
    pillars: outline.pillars.map(({ code, actions }) => ({
      code,
      name: inAll(({ pillars }) => pillars[code]?.name),
      aim: inAll(({ pillars }) => pillars[code]?.aim),
      actions: actions.map((action) => ({
        code: action.code,
        wording: inAll((of) => of.actions[action.code]?.wording),
        explanation: inAll((of) => of.actions[action.code]?.explanation),
        source: action.source,
      })),
    })),
  };
}

/**
 * Whether a colleague has published or approved the version in force; it then belongs to the
 * Congress.
 */
async function isOfStaff(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query<{ staff: boolean }[]>(
    `SELECT coalesce(published_by, approved_by) IS NOT NULL AS staff FROM pact_version
      ORDER BY number DESC LIMIT 1`,
  );
  return row?.staff ?? false;
}

const officially = (content: PactContent) =>
  textsOf(content).map(({ path, text }) => [
    path,
    ...officialLanguages.map((language) => text[language]),
  ]);

import { languages, officialLanguages, type Language, type Translated } from './languages.js';
import type { PillarCode } from './pillars.js';

/** Whether the Congress has approved the words of a version. */
export const pactWordings = ['proposed', 'approved'] as const;
export type PactWording = (typeof pactWordings)[number];

/** One possible measure, as one version of the Pact words it. */
export interface PactAction {
  /** `prevention.training`: stable through all versions. */
  code: string;
  wording: Translated;
  /** Its meaning in practice, in one line. */
  explanation: Translated;
  /** The articles of the Lanzarote Convention that it follows. */
  source: string;
}

/** Everything that one version of the Pact says. */
export interface PactContent {
  preamble: Translated;
  /** The declarations of a signing authority, one sentence each. */
  undertakings: Translated[];
  pillars: { code: PillarCode; name: Translated; aim: Translated; actions: PactAction[] }[];
}

/** A text of the Pact, with the path to it within the content. */
interface Text {
  path: string;
  text: Translated;
}

/**
 * Every text of a version; a path names the code where there is one, so that it can be compared.
 */
export function textsOf({ preamble, undertakings, pillars }: PactContent): Text[] {
  return [
    { path: 'preamble', text: preamble },
    ...undertakings.map((text, index) => ({ path: `undertakings.${index}`, text })),
    ...pillars.flatMap(({ code, name, aim, actions }) => [
      { path: `${code}.name`, text: name },
      { path: `${code}.aim`, text: aim },
      ...actions.flatMap((action) => [
        { path: `${action.code}.wording`, text: action.wording },
        { path: `${action.code}.explanation`, text: action.explanation },
      ]),
    ]),
  ];
}

/**
 * How many texts a language lacks, and how many were left as they were though English or French
 * changed.
 */
export interface PactGap {
  language: Language;
  missing: number;
  outdated: number;
}

/** The texts that each language lacks in `content`, compared with the current version. */
export function pactGaps(content: PactContent, before: PactContent): PactGap[] {
  const was = new Map(textsOf(before).map(({ path, text }) => [path, text]));
  const filled = textsOf(content).filter(({ text }) =>
    languages.some((language) => text[language]),
  );
  return languages.map((language) => ({
    language,
    missing: filled.filter(({ text }) => !text[language]).length,
    outdated: filled.filter(({ path, text }) => isOutdated(language, text, was.get(path))).length,
  }));
}

/**
 * Whether a translation says what it said before, though an official language says something else.
 */
function isOutdated(language: Language, text: Translated, was: Translated | undefined): boolean {
  if (!was || !text[language] || officialLanguages.some((official) => official === language))
    return false;
  const changed = officialLanguages.some((official) => text[official] !== was[official]);
  return changed && text[language] === was[language];
}

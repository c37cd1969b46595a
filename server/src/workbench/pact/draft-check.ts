import { officialLanguages } from '../../../../contract/languages.js';
import type { PactContent } from '../../../../contract/pact-content.js';
import type { FieldError } from '../../platform/http/problem.js';

/** Codes that are used twice, or that belong to another pillar. */
export function codeErrors({ pillars }: PactContent): FieldError[] {
  const seen = new Set<string>();
  return pillars.flatMap((pillar, place) =>
    pillar.actions.flatMap(({ code }, index) => {
      const pointer = `/pillars/${place}/actions/${index}/code`;
      const error = !code.startsWith(`${pillar.code}.`)
        ? problem(pointer, 'isKnownAction', 'begins with the code of its pillar')
        : seen.has(code)
          ? problem(pointer, 'isUnique', 'another action has this code')
          : null;
      seen.add(code);
      return error ? [error] : [];
    }),
  );
}

/**
 * The texts required for publishing a version: English and French of everything but explanations.
 */
export function officialGaps({ preamble, undertakings, pillars }: PactContent): FieldError[] {
  const texts = [
    ['/preamble', preamble] as const,
    ...undertakings.map((text, index) => [`/undertakings/${index}`, text] as const),
    ...pillars.flatMap(({ name, aim, actions }, place) => [
      [`/pillars/${place}/name`, name] as const,
      [`/pillars/${place}/aim`, aim] as const,
      ...actions.map(
        ({ wording }, index) => [`/pillars/${place}/actions/${index}/wording`, wording] as const,
      ),
    ]),
  ];
  return texts.flatMap(([pointer, text]) =>
    officialLanguages
      .filter((language) => !text[language])
      .map((language) => problem(`${pointer}/${language}`, 'isNotEmpty', 'must not be empty')),
  );
}

const problem = (pointer: string, key: string, detail: string): FieldError => ({
  pointer,
  key,
  params: {},
  detail,
});

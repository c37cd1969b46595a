import { Problem } from '../../platform/http/problem.js';
import type { TemplateTextsDto } from './message-templates.dto.js';
import { unknownVariables } from './template-text.js';

/** @throws Problem 422 naming the text and the placeholder. */
export function requireKnownVariables({ textEn, textFr, otherTexts = [] }: TemplateTextsDto): void {
  const fields = [
    { pointer: '/textEn', text: textEn },
    { pointer: '/textFr', text: textFr },
    ...otherTexts.map(({ text }, index) => ({ pointer: `/otherTexts/${index}/text`, text })),
  ];
  const wrong = fields.flatMap(({ pointer, text }) =>
    unknownVariables(text)
      .slice(0, 1)
      .map((name) => ({
        ...{ pointer, key: 'isKnownVariable', params: { name } },
        detail: `Unknown placeholder {${name}}`,
      })),
  );
  if (wrong.length > 0) throw Problem.invalid(wrong);
}

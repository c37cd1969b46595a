import { languages, type Translated } from '../../../../contract/languages.js';
import type { PactContent } from '../../../../contract/pact-content.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Code, ShortText, Verbatim } from '../../platform/http/fields/text.js';
import { ListOf, Nested } from '../../platform/http/fields/things.js';
import { cleanTypeset } from '../../platform/text/text.js';

const Text = () => Verbatim(2000, { optional: true, nullable: true });

/** A text of the Pact while it is prepared: any language may be missing. */
export class PactTextDto implements Partial<Record<keyof Translated, string | null>> {
  @Text() en?: string | null;
  @Text() fr?: string | null;
  @Text() de?: string | null;
  @Text() uk?: string | null;
  @Text() pt?: string | null;
  @Text() it?: string | null;
  @Text() es?: string | null;
  @Text() nl?: string | null;
  @Text() pl?: string | null;
  @Text() ro?: string | null;
  @Text() el?: string | null;
  @Text() tr?: string | null;
}

export class PactActionDto {
  @Code(/^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$/, {
    max: 60,
    example: 'prevention.training',
    description:
      'The code of its pillar, a dot, and a word of its own. Stable through all versions',
  })
  code: string;

  @Nested(PactTextDto)
  wording: PactTextDto;

  @Nested(PactTextDto, { description: 'What it means in practice' })
  explanation: PactTextDto;

  @ShortText(80, {
    optional: true,
    nullable: true,
    description: 'Articles of the Lanzarote Convention, where it follows any',
  })
  source?: string | null;
}

export class PactPillarDto {
  @Choice(pillarCodes)
  code: PillarCode;

  @Nested(PactTextDto)
  name: PactTextDto;

  @Nested(PactTextDto)
  aim: PactTextDto;

  @ListOf(PactActionDto, { min: 1, max: 60, description: 'In the order in which they are shown' })
  actions: PactActionDto[];
}

/** The whole content of a version of the Pact, as an administrator writes it. */
export class PactContentDto {
  @Nested(PactTextDto)
  preamble: PactTextDto;

  @ListOf(PactTextDto, {
    min: 1,
    max: 12,
    description: 'What an authority declares by signing, one sentence each',
  })
  undertakings: PactTextDto[];

  @ListOf(PactPillarDto, { min: 4, max: 4, uniqueBy: 'code' })
  pillars: PactPillarDto[];
}

/** The same with every language present, empty where nothing was written. */
export function completed({ preamble, undertakings, pillars }: PactContentDto): PactContent {
  return {
    preamble: inAll(preamble),
    undertakings: undertakings.map(inAll),
    pillars: pillars.map(({ code, name, aim, actions }) => ({
      code,
      name: inAll(name),
      aim: inAll(aim),
      actions: actions.map((action) => ({
        code: action.code,
        wording: inAll(action.wording),
        explanation: inAll(action.explanation),
        source: action.source ?? '',
      })),
    })),
  };
}

function inAll(text: PactTextDto): Translated {
  return Object.fromEntries(
    languages.map((language) => [language, cleanTypeset(text[language] ?? '')]),
  ) as Translated;
}

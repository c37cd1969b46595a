import { IntersectionType, PickType } from '@nestjs/swagger';
import { type AuthorityKind, authorityKinds } from '../../../../contract/kinds.js';
import { type PillarCode, pillarCodes } from '../../../../contract/pillars.js';
import { languages, type Language } from '../../../../contract/languages.js';
import { Day } from '../../platform/http/fields/days.js';
import { Code, Cursor, ShortText } from '../../platform/http/fields/text.js';
import { AnyCode, AnyOf, Choice } from '../../platform/http/fields/choices.js';
import { PageSize } from '../../platform/http/fields/numbers.js';
import { limits } from '../../platform/config/limits.js';

export const foundByWays = ['words', 'otherName', 'similar'] as const;

export type FoundBy = (typeof foundByWays)[number];

export const listSorts = ['name', 'newest'] as const;

/**
 * The filter of the register, shared by list, map, counts, feeds and files. Values of one name
 * widen it, further names narrow it.
 */
export class RegisterFilter {
  @ShortText(limits.searchLength, {
    optional: true,
    description:
      'Beginning of words in any name; accents, case, script and small mistakes do not matter',
    example: 'koln',
  })
  q?: string;

  @AnyCode(/^[A-Z]{2}$/, {
    showCommas: true,
    description: 'ISO 3166-1 alpha-2, one or several',
    example: ['DE', 'FR'],
  })
  country?: string[];

  @AnyOf(authorityKinds, {
    showCommas: true,
    description: 'Which kinds of authority, one or several',
  })
  kind?: AuthorityKind[];

  @AnyOf(pillarCodes, {
    showCommas: true,
    description: 'With a pledge under any of these pillars',
  })
  pillar?: PillarCode[];

  @Code(/^[a-z]+\.[a-z-]+$/, {
    optional: true,
    description: 'With a pledge of this action of the Pact',
    example: 'prevention.training',
  })
  action?: string;

  @Code(/^-?\d{1,3}(\.\d{1,6})?(,-?\d{1,3}(\.\d{1,6})?){3}$/, {
    optional: true,
    description: 'west,south,east,north in degrees, as in GeoJSON',
    example: '5,50,8,52',
  })
  box?: string;
}

/** The day of which the register is asked. */
export class DayQuery {
  @Day({
    optional: true,
    description:
      'The register as it was at the end of this day in Strasbourg, as far as it may still be ' +
      'said: without who has left since, and without words that are not public today',
    example: '2027-03-01',
  })
  asOf?: string;
}

/** A filter, and the day of the register. */
export class DatedFilter extends IntersectionType(RegisterFilter, DayQuery) {}

/** A filter, and options of the file. */
export class FileQuery extends DatedFilter {
  @Choice(['1'], {
    optional: true,
    description: 'A CSV that begins with the mark by which spreadsheets recognise UTF-8',
  })
  bom?: '1';
}

/** Options of a file without a filter. */
export class WholeFileQuery extends PickType(FileQuery, ['bom']) {}

export class ListQuery extends DatedFilter {
  @Choice(listSorts, { optional: true, default: 'name' })
  sort: (typeof listSorts)[number] = 'name';

  @Choice(languages, { optional: true, default: 'en', description: 'Whose names sort the list' })
  language: Language = 'en';

  @Cursor(/^[\w-]{1,600}$/, 'The `next` of a page')
  after?: string;

  @Cursor(/^[\w-]{1,600}$/, 'The `previous` of a page')
  before?: string;

  @PageSize(limits.pageSize)
  limit: number = limits.pageSize;
}

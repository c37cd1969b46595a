import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsString,
  IsUrl,
  Matches,
  MaxLength,
} from 'class-validator';
import { plainAddress } from '../../../../../contract/mail-address.js';
import { isPhone } from '../../../../../contract/phone.js';
import { cursorPattern } from '../cursor.js';
import { ArePlainNames, IsPlainName, IsWrittenPlainly, rule } from '../decorators.js';
import { clean, cleanLines, cleanName, cleanSiteText } from '../../text/text.js';
import { field, most, type FieldOptions } from './field.js';

interface TextOptions extends FieldOptions {
  /** The API contract states the limit. */
  showLimit?: boolean;
}

/** Reads a text with `read`; an empty one counts as not given. The rules handle other values. */
const textBy = (read: (text: string) => string) =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? read(value) || undefined : value,
  );

/** One line as we store it: NFC, no control characters. */
export const oneLine = textBy(clean);

/** Several lines, likewise. */
const lines = textBy((text) => cleanLines(text));

const oneName = textBy(cleanName);
const namesOnLines = textBy((text) => cleanLines(text, cleanName));

/**
 * The name of a person, an office, a place or a thing: one line that is safe to list anywhere,
 * without links, markup, emoji or disguised letters.
 */
export function Name(max: number, options: TextOptions = {}): PropertyDecorator {
  return limited(max, options, oneName, IsPlainName(), ...IsWrittenPlainly());
}

/** One line of text. */
export function ShortText(max: number, options: TextOptions = {}): PropertyDecorator {
  return limited(max, options, oneLine);
}

/** Text in the writer's own words, with its line breaks. */
export function FreeText(max: number, options: TextOptions = {}): PropertyDecorator {
  return limited(max, options, lines);
}

/** A text of the site, with its no-break spaces, line breaks and indents. */
export function SiteText(max: number, options: TextOptions = {}): PropertyDecorator {
  return limited(max, options, textBy(cleanSiteText));
}

/** Names, one per line, each following the rules of `Name`. */
export function NameLines(
  max: number,
  maxOfEach: number,
  options: FieldOptions = {},
): PropertyDecorator {
  return limited(max, options, namesOnLines, ArePlainNames(most(maxOfEach)), ...IsWrittenPlainly());
}

/** A list of names, each following the rules of `Name`; empty ones count as not given. */
export function NameList(
  maxNames: number,
  maxOfEach: number,
  options: FieldOptions = {},
): PropertyDecorator {
  return field(
    { type: [String] },
    options,
    eachName,
    IsArray(),
    ArrayMaxSize(maxNames, most(maxNames)),
    IsString({ each: true }),
    MaxLength(maxOfEach, { each: true, ...most(maxOfEach) }),
    IsPlainName({ each: true }),
    ...IsWrittenPlainly(),
  );
}

/** Text that is kept exactly as sent: passwords, tokens, output of a program. */
export function Verbatim(max: number, options: TextOptions = {}): PropertyDecorator {
  return limited(max, options);
}

interface EmailOptions extends TextOptions {
  /** Also accepts hosts without a top-level domain, as internal networks have. */
  anyHost?: boolean;
}

/** A mail address. */
export function Email({
  anyHost = false,
  mayBeEmpty = false,
  ...options
}: EmailOptions = {}): PropertyDecorator {
  const emptyToo = {
    requiredWhen: (_: object, value: unknown) => value !== undefined && value !== '',
  };
  const given = mayBeEmpty ? emptyToo : { format: 'email' };
  return limited(
    254,
    { ...given, ...options },
    textBy(plainAddress),
    IsEmail({ require_tld: !anyHost }),
  );
}

/** A page of the public internet; a bare "www.town.eu" is completed. */
export function WebAddress(max: number, options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: String },
    options,
    textBy(completeAddress),
    IsUrl({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true }),
    MaxLength(max, most(max)),
  );
}

/** A telephone number as people write it, and as it is kept. */
export function Phone(options: FieldOptions = {}): PropertyDecorator {
  const canBeDialled = rule(
    'isPhone',
    (value) => typeof value === 'string' && isPhone(value),
    'must be a telephone number',
  );
  return field({ type: String }, options, oneLine, IsString(), canBeDialled);
}

/** A short text of a fixed form: a reference, a code, a tag. */
export function Code(
  pattern: RegExp,
  { max, ...options }: FieldOptions & { max?: number } = {},
): PropertyDecorator {
  const limit = max === undefined ? [] : [MaxLength(max, most(max))];
  return field({ type: String }, options, oneLine, IsString(), ...limit, Matches(pattern));
}

/** The cursor of the next page: `next` of the previous answer. */
export function Cursor(
  pattern = cursorPattern,
  description = 'The `next` of the page before',
): PropertyDecorator {
  return Code(pattern, { description, optional: true });
}

/** The tag of a language, BCP 47. */
export function LanguageTag(options: FieldOptions = {}): PropertyDecorator {
  return Code(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, options);
}

/**
 * The Wikidata id of an item, such as Q90, also given as the address of its page or entity, which
 * people copy and Wikidata's query service returns.
 */
export function WikidataId(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: String },
    options,
    textBy(wikidataNumber),
    IsString(),
    Matches(/^Q[1-9][0-9]{0,9}$/),
  );
}

function limited(
  max: number,
  { showLimit = false, ...options }: TextOptions,
  ...rules: PropertyDecorator[]
): PropertyDecorator {
  const { format, default: preset } = options;
  const limit = showLimit ? { format, default: preset, maxLength: max } : {};
  return field(
    { type: String, ...limit },
    options,
    IsString(),
    MaxLength(max, most(max)),
    ...rules,
  );
}

const eachName = Transform(({ value }: { value: unknown }) =>
  Array.isArray(value)
    ? value
        .map((line: unknown) => (typeof line === 'string' ? cleanName(line) : line))
        .filter((line) => line !== '')
    : value,
);

function completeAddress(typed: string): string {
  const text = clean(typed);
  return text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
}

function wikidataNumber(typed: string): string {
  const text = clean(typed).replace(
    /^https?:\/\/(www\.|m\.)?wikidata\.org\/(wiki|entity)\/(?=q\d+$)/i,
    '',
  );
  return text.replace(/^q(?=\d)/, 'Q');
}

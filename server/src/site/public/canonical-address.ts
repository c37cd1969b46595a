import { LRUCache } from 'lru-cache';
import { facetNames, queryText, withQuery } from '../../../../contract/register-filter.js';
import { parseWholeNumber } from '../../../../contract/whole-number.js';
import { clean } from '../../platform/text/text.js';
import { ruleOf, type AddressRule } from './page-parameters.js';

/**
 * Tracking parameters that mailings, advertisements and social networks append to links.
 */
const tracking = new RegExp(
  '^(utm_|mtm_|matomo_|pk_|piwik_|hsa_|_hs|gad_|at_|wt_|sfmc_|elq|hsctatracking$|mc_[ce]id$|' +
    '_ga$|_gl$|_kx$|_openstat$|' +
    '(fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|' +
    'igsh|igshid|mkt_tok|srsltid|vero_id|oly_anon_id|oly_enc_id|mibextid|xtor|dm_i|s_kwcid|' +
    'ef_id|epik|rdt_cid|scid)$)',
);
/** Codes of the European Union that differ from ISO 3166-1. */
const otherCodes: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };
/** The canonical spelling of codes. */
const folded: Readonly<Record<string, (value: string) => string>> = {
  country: (value) => otherCodes[value.toUpperCase()] ?? value.toUpperCase(),
  // The id in the address of a profile.
  with: (value) => value.toLowerCase().slice(0, 8),
  inhabitants: (value) => {
    const number = parseWholeNumber(value);
    return typeof number === 'number' ? String(number) : value;
  },
  // Whatever else is said here means no.
  bom: (value) => (/^(1|true|yes)$/i.test(value) ? '1' : ''),
  ...Object.fromEntries(
    ['kind', 'pillar', 'action', 'sort', 'language'].map((name) => [
      name,
      (value: string) => value.toLowerCase(),
    ]),
  ),
};
const several = new Set<string>([...facetNames, 'language', 'with']);
/** Values that mean the same as no parameter. */
const defaults: Readonly<Record<string, string>> = { sort: 'name', page: '1' };
/** Characters that a mail, a chat or a sentence adds at the end of a pasted link. */
export const gluedToLinks = /[\s.,;:!?)\]}>'"»”’\u200b-\u200f\u2060\ufeff]+$/u;

const known = new LRUCache<string, string>({ max: 2_000 });
const longestKnown = 500;

/**
 * The canonical form of equivalent addresses: parameters in a fixed order, unknown ones removed,
 * values folded. The cache, pages and the canonical link use only this form.
 */
export function canonicalAddress(url: string): string {
  if (!url.includes('?')) return url;
  const found = known.get(url);
  if (found !== undefined) return found;
  const address = canonical(url);
  if (url.length <= longestKnown) known.set(url, address);
  return address;
}

/**
 * Makes every percent sign begin a byte, and all bytes valid text; anything else is taken
 * literally. An address of the API stays unchanged, and is refused.
 */
export function wellFormed(url: string): string {
  const [path = ''] = url.split(/[?#]/, 1);
  if (isText(path) || /^\/api\//i.test(path)) return url;
  const repaired = path.replace(/%(?![0-9a-f]{2})/gi, '%25');
  return (
    (isText(repaired) ? repaired : repaired.replace(/%(?=[89a-f][0-9a-f])/gi, '%25')) +
    url.slice(path.length)
  );
}

function isText(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function canonical(url: string): string {
  const mark = url.indexOf('?');
  const path = url.slice(0, mark);
  const [query = ''] = url.slice(mark + 1).split('#');
  const rule = ruleOf(path);
  const given = [...new URLSearchParams(query)];
  if (!rule) return given.some(([name]) => isTracking(name)) ? withoutTracking(path, query) : url;
  return withQuery(path, rule.strict ? strictly(rule, given) : queryText(leniently(rule, given)));
}

type Parameters = (readonly [name: string, value: string])[];

/**
 * For a page, a feed or a file: unknown parameters are ignored, and names may be spelled as other
 * programs do.
 */
function leniently({ parameters }: AddressRule, given: Parameters): Parameters {
  const values = new Map<string, string[]>();
  for (const [name, value] of given) {
    const plain = plainName(name);
    const key = parameters.find((known) => known.toLowerCase() === plain);
    if (key !== undefined)
      values.set(key, [...(values.get(key) ?? []), ...valuesOf(key, value, withoutGlue)]);
  }
  // For a parameter with one value, the last one counts, as in a form.
  return inOrder(parameters, values, (name, all) => (several.has(name) ? all : all.slice(-1)));
}

/**
 * For the API: a parameter that is unknown, or given twice although it has one value, is kept and
 * refused by name.
 */
function strictly({ parameters }: AddressRule, given: Parameters): string {
  const values = new Map<string, string[]>();
  const unknown: string[] = [];
  for (const [name, value] of given) {
    if (parameters.includes(name))
      values.set(name, [...(values.get(name) ?? []), ...valuesOf(name, value, cleaned)]);
    else if (!isTracking(name))
      unknown.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  }
  return [queryText(inOrder(parameters, values, (_, all) => all)), ...unknown]
    .filter(Boolean)
    .join('&');
}

function inOrder(
  parameters: readonly string[],
  values: Map<string, string[]>,
  chosen: (name: string, all: string[]) => string[],
): Parameters {
  return parameters.flatMap((name): Parameters => {
    const all = chosen(name, values.get(name) ?? []);
    if (several.has(name))
      return all.length > 0 ? [[name, [...new Set(all)].sort().join(',')]] : [];
    return all.filter((value) => value !== defaults[name]).map((value) => [name, value] as const);
  });
}

/** The given values, in canonical spelling. */
function valuesOf(
  name: string,
  value: string,
  tidy: (name: string, value: string) => string,
): string[] {
  const parts = several.has(name) ? value.split(',') : [value];
  return parts.map((part) => (folded[name] ?? clean)(tidy(name, part))).filter(Boolean);
}

const cleaned = (_: string, value: string) => clean(value);

/**
 * `Country`, `country[]`, `country[0]` and, from a link that was copied out of markup,
 * `amp;country`.
 */
function plainName(name: string): string {
  return clean(name)
    .toLowerCase()
    .replace(/^amp;/, '')
    .replace(/\[\d*\]$/, '');
}

/** A search may have any ending; no code, cursor or token ends with a full stop or a bracket. */
function withoutGlue(name: string, value: string): string {
  return name === 'q' ? clean(value) : clean(clean(value).replace(gluedToLinks, ''));
}

function isTracking(name: string): boolean {
  return tracking.test(name.toLowerCase().replace(/^amp;/, ''));
}

/** Leaves every other parameter unchanged, because other code interprets it. */
function withoutTracking(path: string, query: string): string {
  const kept = query
    .split('&')
    .filter((part) => !isTracking([...new URLSearchParams(part)][0]?.[0] ?? ''));
  return withQuery(path, kept.join('&'));
}

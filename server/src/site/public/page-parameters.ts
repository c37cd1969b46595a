import { formTokenName } from '../../../../contract/form-token.js';
import { filterNames } from '../../../../contract/register-filter.js';

/**
 * The parameters of an address, and whether it belongs to the API, which refuses unknown ones
 * instead of ignoring them.
 */
export interface AddressRule {
  parameters: readonly string[];
  strict: boolean;
  /** Whether it answers for today only and must refuse another day. */
  onlyToday?: boolean;
}

const none: readonly string[] = [];
const dated = [...filterNames, 'asOf'];
const list = [...filterNames, 'sort', 'asOf', 'after', 'before'];
const practices = ['q', 'country', 'pillar', 'language', 'after'];
/** The pages that mailed links open, each with its token. */
export const mailedLinks = [
  'continue',
  'confirm',
  'case/open',
  'hand-over',
  'contact-invitation',
  'taking-part',
  'newsletter/confirm',
  'newsletter/leave',
  'letters/leave',
  'error-report/confirm',
  'follow/confirm',
  'follow/manage',
] as const;

/** The pages with parameters, by their address after the language. All others have none. */
const pages: readonly (readonly [path: RegExp, parameters: readonly string[]])[] = [
  [/^signatories$/, list],
  [/^signatories\/[^/]+$/, ['asOf']],
  [/^map$/, dated],
  [/^(embed\/list|embed\/map|feeds\/signatories\.[a-z]+)$/, filterNames],
  [/^practices$/, practices],
  [/^compare$/, ['with', 'q']],
  [/^pact\/[a-z]+\/[^/]+$/, ['inhabitants']],
  [/^pact\/text$/, ['version']],
  [/^news$/, ['after']],
  [/^help$/, ['country', 'likely']],
  [/^help\/report$/, ['country', 'number']],
  [/^transparency$/, ['page']],
  [/^follow$/, ['kind', 'key']],
  [/^endorse\/find$/, ['q', 'country', 'for', 'row', 'sent']],
  [/^endorse\/place$/, ['box', 'at']],
  [/^endorse\/documents$/, ['replaces', 'then', formTokenName]],
  [/^case\/(message|more-time)$/, ['about']],
  [new RegExp(`^(${mailedLinks.join('|')})$`), ['token']],
];

/** Routes of the API, which refuse unknown parameters by name. */
const questions: readonly (readonly [path: RegExp, parameters: readonly string[]])[] = [
  [/^signatories$/, [...list, 'language', 'limit']],
  [/^(map|counts)$/, dated],
  [/^pact$/, ['version']],
  [/^practices$/, [...practices, 'limit']],
  [/^news(\/[^/]+)?$/, ['language', 'after', 'limit']],
  [/^helplines$/, ['country']],
  [/^places$/, ['q', 'country', 'limit']],
  [/^reconcile$/, ['queries', 'extend']],
  [/^reconcile\/suggest\/(entity|property)$/, ['prefix', 'cursor']],
  [/^reconcile\/properties$/, ['type', 'limit']],
];
/** Files: additional parameters of programs are ignored. */
const downloads: readonly (readonly [path: RegExp, parameters: readonly string[]])[] = [
  [/^(signatories|pledges|reports)\.csv$/, [...dated, 'bom']],
  [/^signatories\.(xlsx|json|geojson|jsonld|parquet)$/, dated],
  [/^(pledges|reports)\.(json|parquet)$/, dated],
  [/^signatories\/[^/]+$/, ['asOf']],
  [/^changes\.csv$/, ['bom']],
  [/^changes\.(json|parquet)$/, none],
];

/**
 * The rule of a path; null for those whose query is not ours to read (the staff's screens and their
 * API, oEmbed, which others extend).
 */
export function ruleOf(path: string): AddressRule | null {
  const api = /^\/api\/v1\/(.+)$/.exec(path)?.[1];
  if (api !== undefined) return ruleOfApi(api);
  if (/^\/(robots\.txt|sitemap\.xml|sitemaps\/.+|manifest\.webmanifest)$/.test(path))
    return { parameters: none, strict: false };
  const page = /^\/[a-z]{2}(?:\/(.+))?$/.exec(path);
  if (!page) return null;
  const found = pages.find(([pattern]) => pattern.test(page[1] ?? ''));
  return { parameters: found?.[1] ?? none, strict: false };
}

function ruleOfApi(path: string): AddressRule | null {
  if (/^(staff|submission|oembed)/.test(path)) return null;
  const file = downloads.find(([pattern]) => pattern.test(path));
  if (file) return ignoring(file[1]);
  const found = questions.find(([pattern]) => pattern.test(path));
  return found ? { parameters: found[1], strict: true } : ignoring(none);
}

/**
 * Unknown parameters are ignored, except the day: a reader who requests all files as of one day
 * would mistake today's for past ones.
 */
const ignoring = (parameters: readonly string[]): AddressRule =>
  parameters.includes('asOf')
    ? { parameters, strict: false }
    : { parameters: [...parameters, 'asOf'], strict: false, onlyToday: true };

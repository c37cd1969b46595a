import { escapeXml } from '../../../../contract/escape-xml.js';
import { filterNames, queryText, withQuery } from '../../../../contract/register-filter.js';
import { canonicalAddress } from '../public/canonical-address.js';

export const embedViews = ['list', 'map', 'counter'] as const;
export type EmbedView = (typeof embedViews)[number] | 'signatory';

interface Embed {
  view: EmbedView;
  /** The path, without the host. */
  path: string;
  width: number;
  height: number;
}

const sizes: Record<EmbedView, { width: number; height: number }> = {
  list: { width: 640, height: 720 },
  map: { width: 640, height: 580 },
  counter: { width: 420, height: 190 },
  signatory: { width: 420, height: 260 },
};

/**
 * The embed that matches one of our pages: a signatory, the list, the map, or the counter for the
 * home page.
 * @returns null for pages without an embed and for other sites.
 */
export function embedOf(
  address: string,
  baseUrl: string,
  isLanguage: (text: string) => boolean,
): (Embed & { language: string }) | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const [, language = '', page = '', slug, ...more] = url.pathname.split('/');
  if (url.origin !== new URL(baseUrl).origin || !isLanguage(language) || more.length > 0)
    return null;
  const found = pathOf(page, slug, url);
  return (
    found && { ...found, language, path: `/${language}/embed/${found.path}`, ...sizes[found.view] }
  );
}

function pathOf(
  page: string,
  slug: string | undefined,
  { pathname, search }: URL,
): { view: EmbedView; path: string } | null {
  // The embed has the page's filter, but neither its order nor its place in the list.
  const query = [...new URLSearchParams(canonicalAddress(pathname + search).split('?')[1] ?? '')];
  const filtered = withQuery(
    '',
    queryText(query.filter(([name]) => (filterNames as readonly string[]).includes(name))),
  );
  if (page === 'signatories' && slug)
    return /^[a-z0-9]{8}(-|$)/.test(slug)
      ? { view: 'signatory', path: `signatories/${slug.slice(0, 8)}` }
      : null;
  if (slug) return null;
  switch (page) {
    case '':
      return { view: 'counter', path: 'counter' };
    case 'signatories':
      return { view: 'list', path: `list${filtered}` };
    case 'map':
      return { view: 'map', path: `map${filtered}` };
    default:
      return null;
  }
}

/**
 * The code that people paste into their own page. The script is optional: it fits the frame's
 * height to its content.
 */
export function embedCode(
  baseUrl: string,
  { path, width, height }: Omit<Embed, 'view'>,
  title: string,
): string {
  return (
    `<iframe src="${escapeXml(baseUrl + path)}" title="${escapeXml(title)}" ` +
    `width="${width}" height="${height}" loading="lazy" ` +
    `style="border:0;max-width:100%" data-pact-register></iframe>`
  );
}

export function embedScript(baseUrl: string): string {
  return `<script async src="${escapeXml(baseUrl)}/embed/resize.js"></script>`;
}

export function sizeOf(view: EmbedView): { width: number; height: number } {
  return sizes[view];
}

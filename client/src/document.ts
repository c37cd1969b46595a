import { escapeXml } from '../../contract/escape-xml.ts';
import { languages, type OfficialLanguage } from '../../contract/languages.ts';
import type { Head } from './page-context.ts';
import type { Assets, PageContext, StaffFigures, StaffTexts } from '../../contract/pages.js';

/** The HTML document around a rendered page. */
export function documentHtml(
  body: string,
  head: Head,
  context: PageContext,
  assets: Assets,
  siteName: string,
  /** The note in the title of a register with demonstration data. */
  invented: string,
): string {
  const { language } = context;
  const described = head.description
    ? `<meta name="description" content="${escapeXml(head.description)}">\n`
    : '';
  const found = head.robots && !context.preview;
  const hidden = found && !context.demo ? '' : '<meta name="robots" content="noindex">\n';
  const shared = found && !context.embedded ? shareHead(head, context, siteName) : '';
  const leaving = context.embedded ? '<base target="_blank">\n' : '';
  const styles = assets.css.map((href) => `<link rel="stylesheet" href="${href}">`);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml([head.title, siteName, invented].filter(Boolean).join(' - '))}</title>
${described}${hidden}\
<meta name="theme-color" content="#fbfaf7" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#12161f" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/favicon.ico" sizes="32x32">
<link rel="icon" href="/map/mark.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/apple-touch-icon.png">
<link rel="manifest" href="/${language}/manifest.webmanifest">
${shared}${leaving}${styles.join('\n')}
${preloads(assets.modules)}
<script type="module" src="${assets.script}"></script>
</head>
<body${context.embedded ? ' class="embedded"' : ''}>
${body}
</body>
</html>
`;
}

/**
 * Metadata for search engines, social networks and feed readers: canonical URL, other languages,
 * picture, feeds and data.
 */
function shareHead(
  head: Head,
  { language, path, origin, image, structuredData }: PageContext,
  siteName: string,
): string {
  const at = (code: string) => escapeXml(`${origin}/${code}${path}`);
  const feed = (name: string, type: string) =>
    `<link rel="alternate" type="${type}" title="${escapeXml(siteName)}" ` +
    `href="/${language}/feeds/signatories.${name}">`;
  const embeddable = /^(\/signatories|\/map)?(\/[^/?]+)?(\?|$)/.test(path);
  const meta: [string, string][] = [
    ['og:type', 'website'],
    ['og:site_name', siteName],
    ['og:title', head.title || siteName],
    ...(head.description ? [['og:description', head.description] as [string, string]] : []),
    ['og:url', `${origin}/${language}${path}`],
    ['og:locale', language],
    ['og:image', `${origin}${image ?? `/${language}/share.png`}`],
    ['og:image:width', '1200'],
    ['og:image:height', '630'],
    ['og:image:alt', head.title || siteName],
  ];
  return `${[
    `<link rel="canonical" href="${at(language)}">`,
    ...languages.map((code) => `<link rel="alternate" hreflang="${code}" href="${at(code)}">`),
    `<link rel="alternate" hreflang="x-default" href="${at('en')}">`,
    feed('atom', 'application/atom+xml'),
    feed('rss', 'application/rss+xml'),
    feed('json', 'application/feed+json'),
    `<link rel="alternate" type="application/atom+xml" href="/${language}/news.atom">`,
    ...(embeddable
      ? [
          '<link rel="alternate" type="application/json+oembed" ' +
            `href="/api/v1/oembed?url=${encodeURIComponent(`${origin}/${language}${path}`)}">`,
        ]
      : []),
    ...meta.map(
      ([property, content]) => `<meta property="${property}" content="${escapeXml(content)}">`,
    ),
    '<meta name="twitter:card" content="summary_large_image">',
    ...(structuredData
      ? [`<script type="application/ld+json">${jsonForHtml(structuredData)}</script>`]
      : []),
  ].join('\n')}\n`;
}

/**
 * Escapes JSON for use inside `<script>`: nothing in it can end the element or a line (U+2028,
 * U+2029). CSP does not treat a data block as a script.
 */
function jsonForHtml(value: object): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const preloads = (modules: string[]) =>
  modules.map((href) => `<link rel="modulepreload" href="${href}">`).join('\n');

/**
 * The empty document of the staff workbench, which renders in the browser.
 * @param language the one that the browser will probably ask for.
 */
export function staffShell(
  assets: Assets,
  language: OfficialLanguage,
  { siteName, notLoaded }: { siteName: string; notLoaded: string },
  figures: StaffFigures,
  changed: StaffTexts,
): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(siteName)}</title>
<meta name="robots" content="noindex">
<link rel="icon" href="/favicon.ico" sizes="32x32">
<link rel="icon" href="/map/mark.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/apple-touch-icon.png">
${assets.staffCss.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n')}
${preloads(assets.staffModules[language])}
<script type="module" src="${assets.staffScript}"></script>
</head>
<body>
<script type="application/json" id="figures">${jsonForHtml(figures)}</script>
<script type="application/json" id="changed-texts">${jsonForHtml(changed)}</script>
<div id="app"></div>
<p id="not-loaded" role="alert" hidden>${escapeXml(notLoaded)}</p>
<noscript><p>The staff workbench needs JavaScript.</p></noscript>
</body>
</html>
`;
}

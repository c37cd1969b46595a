import type { Head } from './page-context.ts';
import type { Assets, PageContext } from './pages/pages.js';

const names = {
  en: 'Pact of Towns and Regions to Stop Sexual Violence against Children',
  fr: 'Pacte des villes et régions contre la violence sexuelle envers les enfants',
};

/** The HTML document around a rendered page. */
export function documentHtml(body: string, head: Head, { language, path }: PageContext, assets: Assets): string {
  const other = language === 'en' ? 'fr' : 'en';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(head.title ? `${head.title} - ${names[language]}` : names[language])}</title>
${head.description ? `<meta name="description" content="${escape(head.description)}">\n` : ''}${head.robots ? '' : '<meta name="robots" content="noindex">\n'}<meta name="theme-color" content="#fbfaf7" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#12161f" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/map/mark.svg" type="image/svg+xml">
<link rel="alternate" hreflang="${language}" href="/${language}${escape(path)}">
<link rel="alternate" hreflang="${other}" href="/${other}${escape(path)}">
<link rel="alternate" type="application/atom+xml" title="${language === 'en' ? 'News' : 'Actualités'}" href="/${language}/news.atom">
${assets.css.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n')}
<script type="module" src="${assets.script}"></script>
</head>
<body>
${body}
</body>
</html>
`;
}

/** The empty document of the staff workbench, which renders itself in the browser. */
export function staffShell(assets: Assets): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${names.en}</title>
<meta name="robots" content="noindex">
<link rel="icon" href="/map/mark.svg" type="image/svg+xml">
${assets.staffCss.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n')}
<script type="module" src="${assets.staffScript}"></script>
</head>
<body>
<div id="app"></div>
<noscript><p>The staff workbench needs JavaScript.</p></noscript>
</body>
</html>
`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

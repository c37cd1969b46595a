import { languages } from './languages.ts';
import type { Head } from './page-context.ts';
import type { Assets, PageContext } from './pages/pages.js';

/** The HTML document around a rendered page. */
export function documentHtml(body: string, head: Head, { language, path }: PageContext, assets: Assets, siteName: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(head.title ? `${head.title} - ${siteName}` : siteName)}</title>
${head.description ? `<meta name="description" content="${escape(head.description)}">\n` : ''}${head.robots ? '' : '<meta name="robots" content="noindex">\n'}<meta name="theme-color" content="#fbfaf7" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#12161f" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/map/mark.svg" type="image/svg+xml">
${languages.map((code) => `<link rel="alternate" hreflang="${code}" href="/${code}${escape(path)}">`).join('\n')}
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
export function staffShell(assets: Assets, siteName: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(siteName)}</title>
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

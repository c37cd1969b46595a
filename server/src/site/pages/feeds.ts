import type { NewsArticleDto } from '../public/news.dto.js';

/** What both kinds of feed tell of themselves. */
export interface Feed {
  language: string;
  title: string;
  description: string;
  /** The site's address, with which ids and links begin. */
  base: string;
  items: NewsArticleDto[];
}

/** RSS 2.0, with the whole text (https://www.rssboard.org/rss-specification). */
export function rss({ language, title, description, base, items }: Feed): string {
  const entries = items.map(
    (item) => `<item>
<title>${escapeXml(item.title)}</title>
<link>${base}/${language}/news/${item.slug}</link>
<guid isPermaLink="true">${base}/${language}/news/${item.slug}</guid>
<pubDate>${new Date(item.publishedAt).toUTCString()}</pubDate>
<description>${escapeXml(item.summary)}</description>
<content:encoded>${escapeXml(content(item, base))}</content:encoded>
</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>${escapeXml(title)}</title>
<link>${base}/${language}/news</link>
<description>${escapeXml(description)}</description>
<language>${language}</language>
<lastBuildDate>${new Date(newest(items)).toUTCString()}</lastBuildDate>
<atom:link href="${base}/${language}/news.rss" rel="self" type="application/rss+xml"/>
${entries.join('\n')}
</channel>
</rss>
`;
}

/** Atom (RFC 4287), likewise. */
export function atom({ language, title, description, base, items }: Feed): string {
  const entries = items.map(
    (item) => `<entry>
<title>${escapeXml(item.title)}</title>
<id>${base}/${language}/news/${item.slug}</id>
<link rel="alternate" type="text/html" href="${base}/${language}/news/${item.slug}"/>
<published>${item.publishedAt}</published>
<updated>${item.updatedAt}</updated>
<summary>${escapeXml(item.summary)}</summary>
<content type="html">${escapeXml(content(item, base))}</content>
</entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<title>${escapeXml(title)}</title>
<subtitle>${escapeXml(description)}</subtitle>
<id>${base}/${language}/news</id>
<link rel="self" type="application/atom+xml" href="${base}/${language}/news.atom"/>
<link rel="alternate" type="text/html" href="${base}/${language}/news"/>
<updated>${newest(items)}</updated>
<author><name>${escapeXml(title)}</name></author>
${entries.join('\n')}
</feed>
`;
}

/** The picture, then the text: a feed reader has nothing but this. */
function content({ picture, html }: NewsArticleDto, base: string): string {
  const image = picture
    ? `<p><img src="${base}${picture.path}" width="${picture.width}" height="${picture.height}" alt="${escapeXml(picture.alt)}"></p>\n`
    : '';
  return image + html;
}

/**
 * An empty feed is as old as the campaign's European Day: it has to say something, and never
 * something new.
 */
function newest(items: NewsArticleDto[]): string {
  return items
    .map(({ updatedAt }) => updatedAt)
    .reduce((latest, time) => (time > latest ? time : latest), '2015-11-18T00:00:00.000Z');
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML 1.0 has no word for most control characters, not even an escaped one. */
function escapeXml(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => entities[character]!);
}

import { escapeXml } from '../../../../contract/escape-xml.js';

export interface FeedEntry {
  /** Permanent, and also a URL that opens. */
  id: string;
  title: string;
  summary: string;
  page: string;
  at: string;
  /** When it was last changed; without it, when it appeared. */
  updated?: string;
  /** The whole text in HTML, for those who read nothing but the feed. */
  html?: string;
}

/** A feed independent of its format, with all text already in its language. */
export interface Feed {
  title: string;
  description: string;
  language: string;
  /** The URL of the feed, and that of the page that shows the same content. */
  self: string;
  page: string;
  author: string;
  /** The licence of the content, where it has one. */
  licence?: string;
  /** ISO 8601. */
  updated: string;
  entries: FeedEntry[];
}

export type FeedFormat = 'rss' | 'atom' | 'json';

export const feedFormats: Record<FeedFormat, { mediaType: string; write(feed: Feed): string }> = {
  rss: { mediaType: 'application/rss+xml; charset=utf-8', write: rss },
  atom: { mediaType: 'application/atom+xml; charset=utf-8', write: atom },
  json: { mediaType: 'application/feed+json; charset=utf-8', write: jsonFeed },
};

const x = escapeXml;
const xml = '<?xml version="1.0" encoding="UTF-8"?>\n';
/** RFC 822 with a four-digit year, as RSS 2.0 requires. */
const rfc822 = (moment: string) => new Date(moment).toUTCString().replace('GMT', '+0000');

function rss({
  title,
  description,
  language,
  self,
  page,
  licence,
  updated,
  entries,
}: Feed): string {
  const items = entries.map(
    (entry) =>
      `<item><title>${x(entry.title)}</title><link>${x(entry.page)}</link>` +
      `<guid isPermaLink="true">${x(entry.id)}</guid>` +
      `<pubDate>${rfc822(entry.at)}</pubDate><description>${x(entry.summary)}</description>` +
      (entry.html === undefined ? '' : `<content:encoded>${x(entry.html)}</content:encoded>`) +
      '</item>\n',
  );
  return (
    `${xml}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" ` +
    `xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>\n<title>${x(title)}</` +
    `title><link>${x(page)}</link>` +
    `<description>${x(description)}</description><language>${x(language)}</` +
    `language>${licence ? `<copyright>${x(licence)}</copyright>` : ''}` +
    `<lastBuildDate>${rfc822(updated)}</lastBuildDate><ttl>60</ttl><atom:link ` +
    `href="${x(self)}" rel="self" ` +
    `type="application/rss+xml"/>\n${items.join('')}</channel></rss>\n`
  );
}

function atom({
  title,
  description,
  language,
  self,
  page,
  author,
  licence,
  updated,
  entries,
}: Feed): string {
  const all = entries.map(
    (entry) =>
      `<entry><title>${x(entry.title)}</title><id>${x(entry.id)}</id><link rel="alternate" ` +
      `type="text/html" href="${x(entry.page)}"/>` +
      `<published>${entry.at}</published><updated>${entry.updated ?? entry.at}</updated>` +
      `<summary>${x(entry.summary)}</summary>` +
      (entry.html === undefined ? '' : `<content type="html">${x(entry.html)}</content>`) +
      '</entry>\n',
  );
  return (
    `${xml}<feed xmlns="http://www.w3.org/2005/Atom" ` +
    `xml:lang="${x(language)}">\n<title>${x(title)}</title><subtitle>${x(description)}</` +
    `subtitle><id>${x(self)}</id>` +
    `<link rel="self" type="application/atom+xml" href="${x(self)}"/><link rel="alternate" ` +
    `type="text/html" href="${x(page)}"/>` +
    `<updated>${updated}</updated><author><name>${x(author)}</name></` +
    `author>${licence ? `<rights>${x(licence)}</rights>` : ''}\n${all.join('')}</feed>\n`
  );
}

/** https://www.jsonfeed.org/version/1.1/ */
function jsonFeed({ title, description, language, self, page, author, entries }: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description,
    home_page_url: page,
    feed_url: self,
    language,
    authors: [{ name: author }],
    items: entries.map(({ id, title: name, summary, page: url, at }) => ({
      id,
      url,
      title: name,
      content_text: summary,
      date_published: at,
    })),
  });
}

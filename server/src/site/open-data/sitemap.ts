import { escapeXml } from '../../../../contract/escape-xml.js';
import type { FastifyReply } from 'fastify';

const xml = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

export interface SitemapPage {
  path: string;
  changedAt?: string;
}

/**
 * Lists each page in each language, with its alternates (hreflang) and the actual date of its last
 * change.
 */
export function sitemap(baseUrl: string, languages: readonly string[], all: SitemapPage[]): string {
  const urls = all.flatMap(({ path, changedAt }) => {
    const alternates = [
      ...languages.map((language) => [language, language] as const),
      ['x-default', 'en'] as const,
    ].map(
      ([code, language]) =>
        `<xhtml:link rel="alternate" hreflang="${code}" ` +
        `href="${escapeXml(`${baseUrl}/${language}${path}`)}"/>`,
    );
    const lastmod = changedAt ? `<lastmod>${changedAt}</lastmod>` : '';
    return languages.map(
      (language) =>
        `<url><loc>${escapeXml(`${baseUrl}/${language}${path}`)}</` +
        `loc>${lastmod}${alternates.join('')}</url>\n`,
    );
  });
  return (
    `${xml}<urlset xmlns="${namespace}" ` +
    `xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('')}</urlset>\n`
  );
}

/** An index, for a register with more addresses than one file may hold. */
export function sitemapIndex(baseUrl: string, lastChanges: string[]): string {
  const files = lastChanges.map(
    (changedAt, part) =>
      `<sitemap><loc>${escapeXml(`${baseUrl}/sitemaps/${part}.xml`)}</` +
      `loc><lastmod>${changedAt}</lastmod></sitemap>\n`,
  );
  return `${xml}<sitemapindex xmlns="${namespace}">\n${files.join('')}</sitemapindex>\n`;
}

export async function sendSitemap(
  reply: FastifyReply,
  text: string,
  changedAt: string,
): Promise<void> {
  await reply
    .header('content-type', 'application/xml; charset=utf-8')
    .header('last-modified', new Date(changedAt).toUTCString())
    .send(text);
}

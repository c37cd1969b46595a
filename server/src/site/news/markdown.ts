import MarkdownIt from 'markdown-it';

/**
 * Links may lead only to the web or to a page of ours. `//host` would be another site in disguise.
 */
const allowed = /^(https?:\/\/|\/(?![/\\])|#)/i;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.validateLink = (address) => allowed.test(address.trim());
// A picture in the text would have unchecked alternative text and could load from another server
// (PR6).
markdown.disable('image');
// Moves headings down one level, because the page has its own first-level heading.
markdown.core.ruler.push('headings below the title', (state) => {
  for (const token of state.tokens) {
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
  }
});

/**
 * Renders Markdown as HTML that is safe to embed in a page: no raw HTML from the author, no script,
 * no external picture.
 * @param base put before our own paths when the HTML leaves the site, as in a feed.
 */
export function renderMarkdown(text: string, base = ''): string {
  const html = markdown.render(text);
  return base === ''
    ? html
    : html.replace(
        /(<a href=")(\/[^"]*)/g,
        (_, start: string, path: string) => `${start}${base}${path}`,
      );
}

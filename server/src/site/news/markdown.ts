import MarkdownIt from 'markdown-it';

/**
 * Of a link only where it leads: to the web, or to a page of ours. `//host` would be another site
 * in disguise.
 */
const allowed = /^(https?:\/\/|\/(?![/\\])|#)/i;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.validateLink = (address) => allowed.test(address.trim());
// A picture in the text would have no alternative text that anybody checked, and could call on
// another server (PR6).
markdown.disable('image');
// The page has its own heading of the first level.
markdown.core.ruler.push('headings below the title', (state) => {
  for (const token of state.tokens) {
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
  }
});

/**
 * Markdown as HTML that may stand in a page: no markup of the writer's own, no script, no foreign
 * picture.
 * @param base put before addresses of our own where the HTML leaves the site, as in a feed.
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

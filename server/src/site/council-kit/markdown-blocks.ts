import MarkdownIt from 'markdown-it';
import type { Block } from '../../joining/papers/written-paper.js';

const markdown = new MarkdownIt({ html: false });

type Token = ReturnType<typeof markdown.parse>[number];

/** A long text of the pages on paper: its paragraphs and lists, without what only a screen has. */
export function markdownBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let items: string[] | null = null;
  for (const token of markdown.parse(text, {})) {
    if (/^(bullet|ordered)_list_open$/.test(token.type) && !items) items = [];
    if (token.type === 'inline') {
      const words = wordsOf(token);
      if (items) items.push(words);
      else blocks.push({ kind: 'text', text: words });
    }
    if (items && token.level === 0 && token.type.endsWith('list_close')) {
      blocks.push({ kind: 'list', items });
      items = null;
    }
  }
  return blocks;
}

/** The words of a line; a link to another site is followed by its address. */
function wordsOf({ children }: Token): string {
  let address = '';
  return (children ?? [])
    .map((child) => {
      if (child.type === 'link_open') address = String(child.attrGet('href') ?? '');
      if (child.type === 'link_close') return /^https?:/.test(address) ? ` (${address})` : '';
      return child.type.endsWith('break') ? ' ' : child.content;
    })
    .join('');
}

import { Paper, colours, margin } from './paper.js';
import type { Block, WrittenPaper } from './written-paper.js';

const gap = 18;
const box = 9;

/** A paper as an accessible PDF (PDF/UA-1). */
export async function writtenPdf(written: WrittenPaper): Promise<Buffer> {
  const { title, subtitle, language, running, day, blocks } = written;
  const paper = await Paper.begin(title, language, new Date(`${day}T00:00:00Z`), { running });
  paper.mark(margin, margin - 6, 40);
  paper.document.y = margin + 44;
  paper
    .text('H1', title, { size: 22, weight: 'bold', colour: colours.brand, after: 2 })
    .text('P', subtitle, { size: 12, colour: colours.soft, after: 10 });
  for (const block of blocks) writeBlock(paper, block);
  return paper.end();
}

function writeBlock(paper: Paper, block: Block): void {
  switch (block.kind) {
    case 'heading':
      paper.document.y += 8;
      paper.keepTogether(70);
      paper.text('H2', block.text, {
        size: 14,
        weight: 'bold',
        colour: block.colour ?? colours.brand,
        after: 4,
      });
      return;
    case 'subheading':
      paper.keepTogether(50);
      paper.text('H3', block.text, { size: 11, weight: 'bold', after: 3 });
      return;
    case 'text':
      paper.text('P', block.text, block.small ? small : {});
      return;
    case 'list':
      block.items.forEach((item, index) =>
        paper.text('LI', `${block.numbered ? `${index + 1}.` : '•'}  ${item}`, {
          indent: 10,
          after: 3,
        }),
      );
      paper.document.y += 4;
      return;
    case 'note':
      return writeNote(paper, block.text);
    case 'link':
      paper.text('P', `${block.text} ${block.address}`, small);
      return;
    case 'blanks':
      return writeBlanks(paper, block);
    case 'tick':
      return writeTick(paper, block.text);
  }
}

const small = { size: 9, colour: colours.soft } as const;

/** A note with a bar at its side, as on the pages. */
function writeNote(paper: Paper, words: string): void {
  const { document } = paper;
  paper.keepTogether(60);
  const top = document.y;
  paper.text('P', words, { indent: 12, size: 9.5, after: 0 });
  const bottom = document.y;
  if (bottom > top)
    paper.decorate(() => document.rect(margin, top, 3, bottom - top).fill(colours.brand));
  document.y = bottom + 10;
}

function writeTick(paper: Paper, words: string): void {
  const { document } = paper;
  paper.keepTogether(40);
  const top = document.y + 2.5;
  paper.decorate(() => document.rect(margin, top, box, box).lineWidth(0.8).stroke(colours.ink));
  paper.text('LI', words, { indent: box + 8, after: 2 });
}

function writeBlanks(paper: Paper, { labels, tall }: Extract<Block, { kind: 'blanks' }>): void {
  const { document } = paper;
  const height = tall ? 44 : 20;
  paper.keepTogether(height + 26);
  const { left, right } = document.page.margins;
  const whole = document.page.width - left - right;
  const width = (whole - gap * (labels.length - 1)) / labels.length;
  const line = document.y + height;
  const ends = labels.map((label, index) => {
    const start = index * (width + gap);
    paper.decorate(() =>
      document
        .moveTo(left + start, line)
        .lineTo(left + start + width, line)
        .lineWidth(0.7)
        .stroke(colours.line),
    );
    document.y = line + 3;
    paper.text('P', label, { size: 8.5, colour: colours.soft, indent: start, width, after: 6 });
    return document.y;
  });
  document.y = Math.max(...ends);
}

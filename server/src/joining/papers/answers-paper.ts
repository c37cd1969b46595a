import type { AnswerSection } from '../../../../contract/answer-lines.js';
import type { Language } from '../../../../contract/languages.js';
import { labelled } from '../../../../contract/labelled.js';
import { Paper, colours, margin } from './paper.js';

/** The answers as sent, in the language in which they were sent. */
export interface SentAnswers {
  title: string;
  authority: string;
  /** Its reference, and when it was sent. */
  lines: string[];
  /** The text shown for a section without an answer. */
  nothing: string;
  sections: AnswerSection[];
}

/** A copy of the answers for the sender's own files. */
export async function answersPaper(language: Language, sent: SentAnswers): Promise<Buffer> {
  const { title, authority, lines, sections, nothing } = sent;
  const running = [title, lines[0]].filter(Boolean).join(' · ');
  const paper = await Paper.begin(title, language, new Date(0), { running });
  paper.mark(margin, margin - 6, 40);
  paper.document.y = margin + 44;
  paper.text('H1', title, { size: 22, weight: 'bold', colour: colours.brand, after: 2 });
  if (authority) paper.text('P', authority, { size: 13, weight: 'bold', after: 2 });
  lines.forEach((line) => paper.text('P', line, { colour: colours.soft, after: 2 }));
  for (const section of sections) {
    paper.document.y += 10;
    paper.keepTogether(60);
    paper.text('H2', section.heading, {
      size: 13,
      weight: 'bold',
      colour: colours.brand,
      after: 4,
    });
    if (section.lines.length === 0) paper.text('P', nothing, { colour: colours.soft });
    for (const { label, text } of section.lines)
      paper.text('P', labelled(label, text, language), { after: 3 });
  }
  return paper.end();
}

import { joinedInFrench } from '../../../../contract/french.js';
import type { Letter, LetterBlock } from './letter.entity.js';
import type { OutboxMail } from './outbox-mail.entity.js';
import type { RenderedLetter } from './render-mail.js';
import type { MailTemplate } from './texts.js';

/** Letters with placeholders that each reader's own values fill. */
const personal: readonly MailTemplate[] = ['signatory_letter', 'signatory_news'];
const isPersonal = ({ template }: Pick<OutboxMail, 'template'>) => personal.includes(template);

/** Fills `{name}` if the reader has a value of that name; a value is never expanded again. */
function filled(text: string, values: Record<string, string>, language: string): string {
  const done = text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : whole,
  );
  return language === 'fr' ? joinedInFrench(done, values) : done;
}

/** The values and blocks of a mail that delivers a letter; any other mail keeps its own. */
export function letterContent(
  mail: Pick<OutboxMail, 'template' | 'data' | 'language'>,
  letter: Pick<Letter, 'subject' | 'blocks'> | null,
  base: string,
): { values: Record<string, string>; content: RenderedLetter | undefined } {
  if (!letter) return { values: mail.data, content: undefined };
  const own = (text: string) => (isPersonal(mail) ? filled(text, mail.data, mail.language) : text);
  const blocks = letter.blocks.map((block: LetterBlock) => ({ ...block, text: own(block.text) }));
  return {
    values: { ...mail.data, subject: own(letter.subject) },
    content: { blocks, base },
  };
}

/**
 * Whether the text of a mail is stored as sent. A letter without placeholders is stored once, as
 * the letter; a test mail belongs to no case and is not stored.
 */
export function keepsWords(mail: Pick<OutboxMail, 'template' | 'letterId' | 'submissionId'>) {
  return mail.letterId === null || (isPersonal(mail) && mail.submissionId !== null);
}

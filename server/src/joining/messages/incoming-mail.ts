import { createHash } from 'node:crypto';
import {
  simpleParser,
  type AddressObject,
  type ParsedMail,
  type StructuredHeader,
} from 'mailparser';
import { withoutSecret } from '../../platform/mail/without-secret.js';
import { cleanLines } from '../../platform/text/text.js';
import { limits } from '../../platform/config/limits.js';
import { withoutHistory } from './quoted-history.js';

/** A file of an incoming mail. */
export interface MailedFile {
  name: string;
  content: Buffer;
}

/** The parts of an incoming mail that we use. Everything in it is only a claim. */
export interface IncomingMail {
  /** The addresses that it went to. */
  recipients: string[];
  /** The sender that it claims. */
  sender: string | null;
  /** The text, without the history that mail programs quote. */
  text: string;
  /** The quoted history; empty when there is none. */
  rest: string;
  /** Names of attached files. */
  attachments: string[];
  /**
   * Attached files that arrived completely, without the pictures of a signature; see `MailedFiles`.
   */
  files: MailedFile[];
  /** An out-of-office notice, a receipt or another answer by a program. */
  isAutomatic: boolean;
  /** Some offices' servers mark people's own mails in this way too, so a colleague decides. */
  mayBeAutomatic: boolean;
  /** Why a mail of ours could not be delivered (RFC 3464), as an enhanced code: 5.1.1. */
  undelivered: string | null;
  /** Identifies the mail, however often it is delivered. */
  key: Buffer;
}

/** Makes text safe for the database: no control characters, and no lone surrogate at the end. */
const plain = (text: string, max: number) => Buffer.from(cleanLines(text).slice(0, max)).toString();

const asText = {
  ...{ skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true },
  keepDeliveryStatus: true,
  maxHtmlLengthToParse: limits.incomingHtml,
};

/** Elements without readable text that may be very long: their start and end. */
const ballast = [
  [/<style/i, /<\/style>/i],
  [/<script/i, /<\/script>/i],
  [/<!--/, /-->/],
  [/data:image/i, /(?=["'>])/],
] as const;

/** Scans once per kind, however often it occurs. */
function withoutBallast(html: string): string {
  return ballast.reduce((text, [start, end]) => {
    const [first = '', ...parts] = text.split(start);
    return first + parts.map((part) => afterFirst(part, end)).join('');
  }, html);
}

function afterFirst(part: string, end: RegExp): string {
  const found = end.exec(part);
  return found ? part.slice(found.index + found[0].length) : '';
}

/** Reads only the beginning of text that exists only as HTML, because it may be very long. */
async function readHtml({ html }: ParsedMail): Promise<string> {
  if (!html) return '';
  const beginning = withoutBallast(html).slice(0, limits.incomingHtml);
  const alone = `Content-Type: text/html; charset=utf-8\r\n\r\n${beginning}`;
  return (await simpleParser(Buffer.from(alone), asText)).text ?? '';
}

/** The headers that show where a mail was delivered, even for a blind copy. */
export const recipientHeaders = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to'];

/** The recipients of a mail, from its `recipientHeaders` alone. */
export async function readRecipients(headers: Buffer): Promise<string[]> {
  return recipientsOf(await simpleParser(headers));
}

/** @param source the mail as it came; of a large one only its beginning. */
export async function readIncoming(source: Buffer): Promise<IncomingMail> {
  const mail = await simpleParser(source, asText);
  const said = mail.text?.trim() || (await readHtml(mail));
  const written = plain(withoutSecret(said), limits.incomingLength);
  const { text, rest } = withoutHistory(written);
  return {
    recipients: recipientsOf(mail),
    sender: plain(mail.from?.value[0]?.address ?? '', 254).toLowerCase() || null,
    text,
    rest,
    attachments: mail.attachments
      .map(({ filename }) => plain(filename ?? '', 200))
      .filter(Boolean)
      .slice(0, 50),
    files: filesIn(mail, source.length >= limits.incomingBytes),
    ...originOf(mail),
    undelivered: undelivered(mail),
    key: keyOf(mail, written),
  };
}

/** In a truncated mail, the last file is truncated too. */
function filesIn({ attachments }: ParsedMail, isCut: boolean): MailedFile[] {
  return (isCut ? attachments.slice(0, -1) : attachments)
    .filter(({ related, filename }) => !related && filename)
    .map(({ filename, content }) => ({ name: plain(filename ?? '', 200), content }));
}

/**
 * Includes the sender and the text, because some programs give many mails the same Message-ID, or
 * none. A mail that is delivered again has the same values.
 */
function keyOf({ messageId, date, from }: ParsedMail, written: string): Buffer {
  const parts = [messageId ?? date?.toISOString() ?? '', from?.text ?? '', written];
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

function recipientsOf({ headers }: ParsedMail): string[] {
  const named = recipientHeaders.flatMap((name) => [headers.get(name)].flat() as unknown[]);
  const addresses = named.flatMap((one) => {
    if (typeof one === 'string') return [one];
    const { value } = (one ?? {}) as Partial<AddressObject>;
    return Array.isArray(value) ? value.map(({ address }) => address ?? '') : [];
  });
  return [...new Set(addresses.map((one) => one.trim()))].filter(Boolean);
}

/**
 * Only a final report counts, because servers also report mails that are merely delayed. The fields
 * are in a separate part, beside a text for people that may quote anything.
 */
function undelivered({ headers, attachments }: ParsedMail): string | null {
  const { value, params } = (headers.get('content-type') ?? {}) as Partial<StructuredHeader>;
  if (value !== 'multipart/report' || params?.['report-type'] !== 'delivery-status') return null;
  const report = attachments
    .filter(({ contentType }) => /^message\/(global-)?delivery-status$/.test(contentType))
    .map(({ content }) => content.toString())
    .join('\n');
  if (!/^Action:\s*failed/im.test(report)) return null;
  return /^Status:\s*([45]\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1] ?? '5.0.0';
}

/** RFC 3834, and the headers that programs used before it. */
function originOf({ headers }: ParsedMail): Pick<IncomingMail, 'isAutomatic' | 'mayBeAutomatic'> {
  const said = (name: string) => {
    const value = headers.get(name);
    return typeof value === 'string' ? value.toLowerCase().trim() : '';
  };
  const submitted = said('auto-submitted');
  return {
    isAutomatic:
      submitted.startsWith('auto-replied') ||
      ['x-autoreply', 'x-autorespond'].some((name) => headers.has(name)),
    mayBeAutomatic:
      (submitted !== '' && !submitted.startsWith('no')) ||
      ['bulk', 'junk', 'list', 'auto_reply'].includes(said('precedence')) ||
      said('x-auto-response-suppress') !== '',
  };
}

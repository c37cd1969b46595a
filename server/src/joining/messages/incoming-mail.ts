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

/** A mail that came in, as far as we take anything from it. Everything in it is a claim. */
export interface IncomingMail {
  /** The addresses that it went to. */
  recipients: string[];
  /** Whom it says that it is from. */
  sender: string | null;
  /** What was written, without the history that mail programs quote. */
  text: string;
  /** The quoted history; empty when there is none. */
  rest: string;
  /** Names of attached files, which are not taken. */
  attachments: string[];
  /** An out-of-office notice, a receipt or another answer by a program. */
  isAutomatic: boolean;
  /** Why a mail of ours could not be delivered (RFC 3464), as an enhanced code: 5.1.1. */
  undelivered: string | null;
  /** The same for the same mail, however often it is delivered. */
  key: Buffer;
}

/** What the database takes: no control characters, and no half of a letter at the end. */
const plain = (text: string, max: number) => Buffer.from(cleanLines(text).slice(0, max)).toString();

const asText = { skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true };

/** A mail that has its words in HTML only, beside files, is read as if it were nothing else. */
async function readHtml({ html }: ParsedMail): Promise<string> {
  if (!html) return '';
  const alone = `Content-Type: text/html; charset=utf-8\r\n\r\n${html}`;
  return (await simpleParser(Buffer.from(alone), asText)).text ?? '';
}

/** @param source the mail as it came; of a large one only its beginning. */
export async function readIncoming(source: Buffer): Promise<IncomingMail> {
  const mail = await simpleParser(source, asText);
  const said = mail.text ?? (await readHtml(mail));
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
    isAutomatic: isAutomatic(mail),
    undelivered: undelivered(mail),
    key: createHash('sha256')
      .update(mail.messageId ?? source)
      .digest(),
  };
}

/** Where mail servers write to whom they delivered, which a blind copy says nowhere else. */
const envelopes = ['delivered-to', 'x-original-to', 'envelope-to'];

function recipientsOf({ to, cc, headers }: ParsedMail): string[] {
  const named = [to, cc, ...envelopes.map((name) => headers.get(name))].flat();
  const addresses = named.flatMap((one) => {
    if (typeof one === 'string') return [one];
    const { value } = (one ?? {}) as Partial<AddressObject>;
    return Array.isArray(value) ? value.map(({ address }) => address ?? '') : [];
  });
  return [...new Set(addresses.map((one) => one.trim()))].filter(Boolean);
}

/**
 * Only a final report counts: of a delayed mail the server reports again. The parser gives the
 * fields of a report as text.
 */
function undelivered({ headers, text = '' }: ParsedMail): string | null {
  const { value, params } = (headers.get('content-type') ?? {}) as Partial<StructuredHeader>;
  if (value !== 'multipart/report' || params?.['report-type'] !== 'delivery-status') return null;
  if (!/^Action:\s*failed/im.test(text)) return null;
  return /^Status:\s*([45]\.\d{1,3}\.\d{1,3})/im.exec(text)?.[1] ?? '5.0.0';
}

/** RFC 3834, and what programs wrote before it. */
function isAutomatic({ headers }: ParsedMail): boolean {
  const said = (name: string) => {
    const value = headers.get(name);
    return typeof value === 'string' ? value.toLowerCase().trim() : '';
  };
  const submitted = said('auto-submitted');
  return (
    (submitted !== '' && !submitted.startsWith('no')) ||
    ['bulk', 'junk', 'list', 'auto_reply'].includes(said('precedence')) ||
    said('x-auto-response-suppress') !== '' ||
    ['x-autoreply', 'x-autorespond'].some((name) => headers.has(name))
  );
}

/** What begins the history: a line of a mail program, or the lines that it quotes. */
const beginnings = [
  /^[-_]{5,}.*$/m,
  /^>.*$/m,
  /^.{0,80}(wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|napisał\(?a?\)?|a scris|έγραψε|yazdı|пише|написав).{0,80}:\s*$/imu,
  /^(From|De|Von|Da|Van|Od|Από|Kimden|Від|De la)\s?:\s.+\n(Sent|Date|Envoyé|Gesendet|Inviato|Data|Datum|Verzonden|Wysłano|Enviado|Fecha|Trimis|Στάλθηκε|Ημερομηνία|Gönderme|Tarih|Надіслано|Дата)/mu,
];

/** Cuts nothing off when nothing would be left. */
export function withoutHistory(written: string): { text: string; rest: string } {
  const starts = beginnings.map((one) => written.search(one)).filter((at) => at >= 0);
  const at = Math.min(written.length, ...starts);
  const text = written.slice(0, at).trim();
  return text === '' ? { text: written, rest: '' } : { text, rest: written.slice(at).trim() };
}

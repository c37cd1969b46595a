/** The answer of a mail server, or why there was none. */
export interface MailAnswer {
  /** Its code: 250, 451, 550. */
  code: number | null;
  /** The enhanced code, which says more (RFC 3463): 5.1.1. */
  enhanced: string | null;
  /** The whole text, line by line. */
  text: string;
  /** Its queue number for the mail, if it gave one. */
  queueId: string | null;
  /** The command that it answered, or during which the connection was lost. */
  command: string | null;
}

/** Postfix and many others; Exim; Exchange; Sendmail. */
const queueIds = [
  /\bqueued (?:mail )?as:? ?<?([\w.@-]+)/i,
  /\bid=([\w.-]+)/i,
  /\bInternalId=(\d+)/i,
  /^\d{3} (?:\d\.\d+\.\d+ )?([\w.-]+) Message accepted/im,
];

/** Characters that a text column refuses (NUL) or that are invisible. */
const printable = (text: string) => text.replace(/[^\P{Cc}\n\t]/gu, '\ufffd');

/** @param answer its lines as they came: `250-…\n250 …`. */
export function readAnswer(answer: string, command: string | null = null): MailAnswer {
  const lines = answer.split(/\r?\n/).filter(Boolean);
  const text = printable(lines.join('\n')).slice(0, 2000);
  const [, code, enhanced] = /^(\d{3})[ -](?:(\d\.\d{1,3}\.\d{1,3})\b)?/.exec(text) ?? [];
  const found = queueIds.map((pattern) => pattern.exec(text)?.[1]).find(Boolean);
  return {
    code: code ? Number(code) : null,
    enhanced: enhanced ?? null,
    text,
    queueId: code?.startsWith('2') ? (found ?? null) : null,
    command,
  };
}

/** The mail server's answer in an error of nodemailer, or what happened to the connection. */
export function answerOf(error: unknown): MailAnswer {
  const { response, message, command } = error as Partial<
    Record<'response' | 'message' | 'command', string>
  >;
  const during = command && command !== 'CONN' ? command : null;
  if (response) return readAnswer(response, during);
  return {
    ...readAnswer(''),
    text: printable(message ?? 'failed').slice(0, 2000),
    command: during,
  };
}

/** For the log, which contains no addresses. */
export const withoutAddresses = (text: string): string =>
  text.replace(/[^\s<>"(),:;]+@[^\s<>"(),:;]+/g, '…@…');

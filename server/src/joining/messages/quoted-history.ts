/** The headers of the quoted mail, as Outlook repeats them, with the separator above. */
const heads =
  /^(?:[-_]{5,}.*\n+)?(?:From|De|Von|Da|Van|Od|Από|Kimden|Від|De la)\s?:\s.+\n(?:Sent|Date|Envoyé|Gesendet|Inviato|Data|Datum|Verzonden|Wysłano|Enviado|Fecha|Trimis|Στάλθηκε|Ημερομηνία|Gönderme|Tarih|Надіслано|Дата)[^\n]*\d/mu;

/** A day, a time or an address, as programs write them above the lines that they quote. */
const isProgram = (line: string) => /\d{4}|\d{1,2}[:.]\d{2}|\S@\S/.test(line);

/**
 * Separates the text from the history that mail programs quote after it. Only quoted lines at the
 * end are history, because a reply may be between quoted lines. Cuts nothing if nothing would be
 * left.
 */
export function withoutHistory(written: string): { text: string; rest: string } {
  const at = Math.min(...[written.search(heads), startOfQuotes(written)].filter(isFound));
  const text = isFinite(at) ? written.slice(0, at).trim() : '';
  return text === '' ? { text: written, rest: '' } : { text, rest: written.slice(at).trim() };
}

const isFound = (at: number) => at >= 0;

/**
 * The start of the quoted lines at the end, with the program's line above them; -1 if there are
 * none.
 */
function startOfQuotes(written: string): number {
  const lines = written.split('\n');
  let first = lines.length;
  while (first > 0 && /^\s*(>|$)/.test(lines[first - 1]!)) first -= 1;
  if (!lines.slice(first).some((line) => line.trimStart().startsWith('>'))) return -1;
  first -= attribution(lines.slice(0, first));
  return lines.slice(0, first).join('\n').length;
}

/** The number of lines of "On … wrote:", which programs may break into two. */
function attribution(above: string[]): number {
  const [last = '', before = ''] = above.toReversed();
  if (!/:\s*$/.test(last)) return 0;
  const isBroken = !isProgram(last) || last.trimStart().startsWith('<');
  if (isBroken && isProgram(before)) return 2;
  return isProgram(last) ? 1 : 0;
}

/** Where a mail program broke a long line, with what it writes before the next one. */
const fold = String.raw`(?:=?\r?\n[>|\s]*)?`;

/** A link's secret, also as a mail program or its filter rewrites it: wrapped, or encoded. */
const links = new RegExp(
  String.raw`(token(?:=|%(?:25)*3D))${fold}[\w-](?:${fold}[\w-]){0,42}[^\s&\])>]*`,
  'gi',
);

/** The secret in the address to which a mail about a case is answered. */
const answers = /\+[a-z2-7]{52}@/gi;

/** What anybody may read of a mail: all of it but the secrets of its link and its address. */
export function withoutSecret(text: string): string {
  return text.replace(links, '$1…').replace(answers, '+…@');
}

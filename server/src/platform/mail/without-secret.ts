/** A line break that a mail program added, with its prefix for the next line. */
const fold = String.raw`(?:=?\r?\n[>|\s]*)?`;

/** A link's secret, also as a mail program or its filter rewrites it: wrapped, or encoded. */
const links = new RegExp(
  String.raw`(token(?:=|%(?:25)*3D))${fold}[\w-](?:${fold}[\w-]){0,42}[^\s&\])>]*`,
  'gi',
);

/** The secret in the address to which a mail about a case is answered. */
const answers = /\+[a-z2-7]{52}@/gi;

/** A mail without the secrets of its link and its reply address. */
export function withoutSecret(text: string): string {
  return text.replace(links, '$1…').replace(answers, '+…@');
}

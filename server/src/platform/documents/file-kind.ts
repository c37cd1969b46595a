import { fileTypeFromBuffer } from 'file-type';
import { Problem } from '../http/problem.js';

export const acceptedMediaTypes: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png'];

/**
 * What people send most often instead, and what to do about it; see `fileProblems` for the words.
 */
const refusals: Record<string, string> = {
  heic: 'This is a HEIC photo. Save it as JPEG.',
  webp: 'This is a WebP picture. Save it as JPEG or PNG.',
  tiff: 'This is a TIFF picture. Save it as PDF or JPEG.',
  p7m: 'This is a signed envelope. Send the PDF that is in it.',
  asice: 'This is a signature container. Send the PDF that is in it.',
  office: 'This is an office document. Save it as PDF.',
  zip: 'This is a ZIP archive. Unpack it and send each document by itself.',
};
const kinds = new Map<string, keyof typeof refusals>([
  ...['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'].map(
    (mime) => [mime, 'heic'] as const,
  ),
  ['image/webp', 'webp'],
  ['image/tiff', 'tiff'],
  ['application/x-cfb', 'office'],
  ['application/rtf', 'office'],
  ['text/rtf', 'office'],
]);
/**
 * Offices write ZIP archives with a list of contents; containers of signatures name themselves in
 * their first entry.
 */
const archives: [RegExp, keyof typeof refusals][] = [
  [/application\/vnd\.etsi\.asic|META-INF\/signatures|META-INF\/.*\.p7s/, 'asice'],
  [
    /application\/vnd\.oasis\.opendocument|\[Content_Types\]\.xml|_rels\/|word\/|xl\/|ppt\/|Index\/Document\.iwa/,
    'office',
  ],
];
/** SignedData and its relatives (PKCS #7, RFC 5652), as bytes and as text. */
const pkcs7 = Buffer.from('06092a864886f70d0107', 'hex');
const pkcs7Text =
  /^-----BEGIN (PKCS7|CMS)|^MI[A-Za-z0-9+/]{2,12}(YJKoZIhvcNAQc|BgkqhkiG9w0BBw|GCSqGSIb3DQEH)/;

/**
 * What a file is says its content, never its name.
 * @param head its first bytes.
 * @throws Problem 415 that says what it is and what to do, where we know.
 */
export async function judgeKind(head: Buffer): Promise<string> {
  const type = await fileTypeFromBuffer(head);
  if (type && acceptedMediaTypes.includes(type.mime)) return type.mime;
  const text = head.toString('latin1');
  // Printers write words of their own before a PDF, and readers look for its header in the first
  // kilobyte.
  if (!type && /^[^<]{0,1024}%PDF-\d\.\d/s.test(text)) return 'application/pdf';
  const kind = kindOf(type?.mime, head);
  if (kind) throw new Problem(415, `file-${kind}`, refusals[kind]);
  throw new Problem(415, 'file-type', 'Send a PDF, a JPEG or a PNG.');
}

function kindOf(mime: string | undefined, head: Buffer): string | undefined {
  const text = head.toString('latin1');
  if (text.startsWith('PK\x03\x04'))
    return archives.find(([content]) => content.test(text))?.[1] ?? 'zip';
  if (/^....ftyp(heic|heix|hevc|heim|heis|mif1|msf1)/s.test(text)) return 'heic';
  if ((head[0] === 0x30 && head.subarray(0, 24).includes(pkcs7)) || pkcs7Text.test(text))
    return 'p7m';
  return mime === undefined ? undefined : kinds.get(mime);
}

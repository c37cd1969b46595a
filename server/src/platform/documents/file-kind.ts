import { fileTypeFromBuffer } from 'file-type';
import { Problem } from '../http/problem.js';

export const acceptedMediaTypes: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png'];

/**
 * The kinds that people most often send by mistake, with advice; `fileProblems` has the texts.
 */
const refusals: Record<string, string> = {
  heic: 'This is a HEIC photo. Save it as JPEG.',
  webp: 'This is a WebP picture. Save it as JPEG or PNG.',
  picture: 'This is a picture of another kind. Save it as JPEG or PNG.',
  tiff: 'This is a TIFF picture. Save it as PDF or JPEG.',
  p7m: 'This is a signed envelope. Send the PDF that is in it.',
  asice: 'This is a signature container. Send the PDF that is in it.',
  office: 'This is an office document. Save it as PDF.',
  zip: 'This is an archive. Unpack it and send each document by itself.',
  mail: 'This is a saved e-mail. Send the PDF that is attached to it.',
};
const kinds = new Map<string, keyof typeof refusals>([
  ...['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'].map(
    (mime) => [mime, 'heic'] as const,
  ),
  ['image/webp', 'webp'],
  ...['avif', 'gif', 'apng', 'bmp', 'jxl', 'jp2', 'jpx', 'vnd.adobe.photoshop'].map(
    (name) => [`image/${name}`, 'picture'] as const,
  ),
  ['image/tiff', 'tiff'],
  ['application/x-cfb', 'office'],
  ['application/rtf', 'office'],
  ['text/rtf', 'office'],
  ['application/x-7z-compressed', 'zip'],
  ['application/x-rar-compressed', 'zip'],
  ...['gzip', 'x-tar', 'x-bzip2', 'x-xz', 'zstd'].map(
    (name) => [`application/${name}`, 'zip'] as const,
  ),
]);
/** For kinds that share their content type: an Outlook mail looks like an old Word document. */
const endings: [RegExp, keyof typeof refusals][] = [
  [/\.(eml|emlx|msg|mht)$/i, 'mail'],
  [/\.(p7m|p7s|p7b|m7m|tsd)$/i, 'p7m'],
  [/\.(asic[es]|[abde]doc|sce|scs)$/i, 'asice'],
  [/\.(docx?|docm|dotx|odt|ods|odp|xlsx?|pptx?|pages|numbers|key|rtf|wps|gdoc)$/i, 'office'],
];
/**
 * Office files are ZIP archives with a table of contents; signature containers name themselves in
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
/** A signed file with its time stamp (RFC 5544, .tsd). */
const timeStamped = Buffer.from('060b2a864886f70d010910011f', 'hex');
const envelopes = [pkcs7, timeStamped];
const pkcs7Text =
  /^-----BEGIN (PKCS7|CMS)|^MI[A-Za-z0-9+/]{2,12}(YJKoZIhvcNAQc|BgkqhkiG9w0BBw|GCSqGSIb3DQEH)/;

/** The head of a mail (RFC 5322). */
const mailHead =
  /^(?:(?:From |Return-Path:|Received:|Delivered-To:|From:|To:|Subject:|Date:|MIME-Version:|Message-ID:|X-[\w-]+:)[^\n]*\n(?:[ \t][^\n]*\n)*){2}/i;

/**
 * The content decides the kind of a file. The name only helps to describe a file that is refused.
 * @param head its first bytes.
 * @throws Problem 415 that says what the file is and what to do, if we know.
 */
export async function judgeKind(head: Buffer, name: string): Promise<string> {
  const type = await fileTypeFromBuffer(head);
  if (type && acceptedMediaTypes.includes(type.mime)) return type.mime;
  const kind = kindOf(type?.mime, head, name);
  // Printers may write text before a PDF, and readers look for its header in the first kilobyte. A
  // signed envelope or a mail may contain a whole PDF there, but is not one.
  const isPdf = !type && /^[^<]{0,1024}%PDF-\d\.\d/s.test(head.toString('latin1'));
  if (isPdf && !wrappingOf(head)) return 'application/pdf';
  if (kind) throw new Problem(415, `file-${kind}`, refusals[kind]);
  throw new Problem(415, 'file-type', 'Send a PDF, a JPEG or a PNG.');
}

function kindOf(mime: string | undefined, head: Buffer, name: string): string | undefined {
  const named = endings.find(([ending]) => ending.test(name))?.[1];
  const known = kindOfContent(mime, head);
  return known === undefined || known === 'office' || known === 'zip' ? (named ?? known) : known;
}

function kindOfContent(mime: string | undefined, head: Buffer): string | undefined {
  const text = head.toString('latin1');
  if (text.startsWith('PK\x03\x04'))
    return archives.find(([content]) => content.test(text))?.[1] ?? 'zip';
  if (/^....ftyp(avi[fs]|mif1.{4}(?:.{4}){0,3}avif)/s.test(text)) return 'picture';
  if (/^....ftyp(heic|heix|hevc|hevx|heim|heis|hevm|hevs|mif1|msf1)/s.test(text)) return 'heic';
  return wrappingOf(head) ?? (mime === undefined ? undefined : kinds.get(mime));
}

/** Containers with an unchanged document inside: a signature envelope, a mail. */
function wrappingOf(head: Buffer): 'p7m' | 'mail' | undefined {
  const text = head.toString('latin1');
  const isEnvelope =
    head[0] === 0x30 && envelopes.some((oid) => head.subarray(0, 24).includes(oid));
  if (isEnvelope || pkcs7Text.test(text)) return 'p7m';
  return mailHead.test(text) ? 'mail' : undefined;
}

import { fold } from '../../platform/text/text.js';

/** The public address of a signatory: the id that never changes, and its name for people. */
export function signatoryPath(language: string, publicId: string, name: string): string {
  return `/${language}/signatories/${signatorySlug(publicId, name)}`;
}

export function signatorySlug(publicId: string, name: string): string {
  const readable = fold(name).replace(/ /g, '-').slice(0, 60).replace(/-$/, '');
  return readable ? `${publicId}-${readable}` : publicId;
}

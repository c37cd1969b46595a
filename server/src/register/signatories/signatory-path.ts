import { fold } from '../../platform/text/text.js';

/** The public path of a signatory: its permanent id, followed by its name for readability. */
export function signatoryPath(language: string, publicId: string, name: string): string {
  return `/${language}/signatories/${signatorySlug(publicId, name)}`;
}

export function signatorySlug(publicId: string, name: string): string {
  const readable = fold(name).replace(/ /g, '-').slice(0, 60).replace(/-$/, '');
  return readable ? `${publicId}-${readable}` : publicId;
}

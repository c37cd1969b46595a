/** What staff may read of a mail: all of it but the secret of its link. */
export function withoutSecret(text: string): string {
  return text.replace(/([?&]token=)[^\s&]+/g, '$1…');
}

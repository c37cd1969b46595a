/**
 * Shows the file in the browser, and saves it under a name in any script (RFC 6266, RFC 8187). The
 * plain `filename` is for clients that support only ASCII.
 */
export const inline = (name: string): string => `inline; ${named(name)}`;

/** The same for a file that is saved and never shown. */
export const attachment = (name: string): string => `attachment; ${named(name)}`;

function named(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="document"; filename*=UTF-8''${encoded}`;
}

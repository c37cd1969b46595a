/** fontkit ships no types. Declares only what `fonts.ts` uses. */
declare module 'fontkit' {
  interface Font {
    postscriptName: string;
  }
  interface Format {
    /** Whether the bytes are of this format. */
    probe(bytes: Uint8Array): boolean;
    new (stream: { buffer: Uint8Array }): Font;
  }
  export function create(bytes: Uint8Array): Font;
  export function registerFormat(format: Format): void;
}

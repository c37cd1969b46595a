/**
 * The keys by which an outer cache finds the answers to purge (docs/operations.md). `register` is
 * on every public answer: a list, a map or a feed may name any signatory. The pages and files about
 * one signatory have its own key besides.
 */
export function purgeKeys(url: string): Record<string, string> {
  const one = /\/signatories\/([a-z0-9]{8})(?![a-z0-9])/.exec(url)?.[1];
  const keys = ['register', ...(one ? [`signatory-${one}`] : [])];
  // Fastly and Varnish read the first, Cloudflare, Akamai and Bunny the second.
  return { 'surrogate-key': keys.join(' '), 'cache-tag': keys.join(',') };
}

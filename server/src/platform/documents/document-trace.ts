import type { Document } from './document.entity.js';

/** A document in the audit trail: its description, never its content. */
export function traceOf({
  id,
  kind,
  sha256,
  bytes,
  mediaType,
  cleanSha256,
  noCopy,
  pledgeId,
  findings,
}: Document): Record<string, unknown> {
  return {
    document: id,
    kind,
    sha256: sha256.toString('hex'),
    bytes,
    mediaType,
    ...(cleanSha256 && { cleanSha256: cleanSha256.toString('hex') }),
    ...(noCopy && { noCopy }),
    ...(pledgeId && { pledge: pledgeId }),
    ...(findings.length > 0 && { findings }),
  };
}

import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { preferredEncoding, type Encoding } from '../../platform/http/accept-encoding.js';
import { compress, isCompressible } from '../../platform/http/compress.js';
import { limits } from '../../platform/config/limits.js';
import { canonicalAddress } from './canonical-address.js';
import { Makers } from './makers.js';
import { RegisterClock } from './register-clock.js';

interface Variant {
  headers: string[];
  etag: string;
  lastModified: number | undefined;
  body: Buffer;
}
interface Entry {
  version: number;
  status: number;
  variants: Partial<Record<Encoding, Variant>>;
  /** Compressed by its own format. */
  packed: boolean;
  bytes: number;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * Whole public answers, compressed once, by address and encoding. An answer counts only as long as
 * the register has the version it was made from. While the database is away an older one is served
 * for a while, marked as stale, unless a version that came after it removed something.
 */
@Injectable()
export class ResponseCache {
  private readonly entries = new LRUCache<string, Entry>({
    maxSize: limits.cacheBytes,
    sizeCalculation: (entry) => entry.bytes,
  });
  hits = 0;
  misses = 0;

  private emptiedAt = 0;

  constructor(
    private readonly clock: RegisterClock,
    private readonly makers: Makers,
  ) {
    clock.onRemoval(() => this.forgetRemoved());
  }

  /** The last version of the register that removed something. */
  get removal(): number {
    return this.clock.removal;
  }

  /**
   * Responds straight from memory, before any routing.
   * @returns false when there is nothing to respond with.
   */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const address = canonicalAddress(request.url ?? '');
    const entry = this.entries.get(address);
    const accept = request.headers['accept-encoding'];
    if (!entry || !this.mayServe(entry, () => answerKey(address, accept))) return false;
    const variant = variantFor(entry, accept);
    if (!variant) return false;
    this.hits += 1;
    const stale = this.clock.connected ? [] : ['x-register-stale', 'true'];
    if (unchanged(request, variant)) {
      response.writeHead(304, [
        ...variant.headers.filter((_, index, all) => !bodyHeaders.has(all[index - (index % 2)]!)),
        ...stale,
      ]);
      response.end();
      return true;
    }
    response.writeHead(
      entry.status,
      stale.length > 0 ? [...variant.headers, ...stale] : variant.headers,
    );
    response.end(request.method === 'HEAD' ? undefined : variant.body);
    return true;
  }

  /**
   * Stores a response that was built from `version` of the register, and returns the variant to
   * send now.
   */
  async keep(
    url: string,
    version: number,
    accept: string | undefined,
    answer: Answer,
  ): Promise<{ headers: Record<string, string>; body: Buffer }> {
    this.misses += 1;
    const packed = !isCompressible(answer.headers['content-type']);
    // A client that accepts no coding at all was refused earlier.
    const encoding = preferredEncoding(accept, { packed }) ?? 'identity';
    const body = await compress(encoding, answer.body);
    const digest = createHash('sha256').update(body).digest('base64url').slice(0, 16);
    const etag = `"${version}-${digest}"`;
    const headers = {
      ...answer.headers,
      etag,
      'content-length': String(body.length),
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    };
    const known = this.entries.peek(url);
    const before = known?.version === version ? known.variants : {};
    const lastModified = answer.headers['last-modified'];
    const variant: Variant = {
      headers: Object.entries(headers).flat(),
      etag,
      lastModified: lastModified ? Date.parse(lastModified) : undefined,
      body: alone(body),
    };
    const variants = { ...before, [encoding]: variant };
    const bytes = Object.values(variants).reduce((sum, one) => sum + heldBy(one), url.length);
    if (version > 0 && version >= this.clock.removal)
      this.entries.set(url, { version, status: answer.status, variants, packed, bytes });
    return { headers, body };
  }

  /**
   * The one rule for serving from memory (decision 0064): nothing that may contain data removed
   * since; an older version while there is no newer one; and, for a moment after a version that
   * only adds, the previous one while the new answer is made.
   */
  private mayServe(entry: Entry, key: () => string): boolean {
    const { connected, version, before, removal, staleIsAllowed, heardAt } = this.clock;
    if (entry.version < removal) return false;
    if (!connected) return staleIsAllowed;
    if (entry.version === version) return true;
    const isJustBefore = entry.version === before && Date.now() - heardAt < limits.answerBefore;
    return isJustBefore && this.makers.isMaking(key());
  }

  /** Data removed from the register is removed from memory as well. */
  private forgetRemoved(): void {
    if (this.clock.removal <= this.emptiedAt) return;
    this.emptiedAt = this.clock.removal;
    for (const [url, { version }] of this.entries.entries())
      if (version < this.emptiedAt) this.entries.delete(url);
  }
}

/** The key of a shared answer: an address in a coding. */
export function answerKey(address: string, accept: string | undefined): string {
  return `${preferredEncoding(accept) ?? 'identity'} ${address}`;
}

/** The kept variant that the client accepts; nothing if it has to be made first. */
function variantFor({ variants, packed }: Entry, accept: string | undefined): Variant | undefined {
  const encoding = preferredEncoding(accept, { packed });
  return encoding ? variants[encoding] : undefined;
}

/**
 * A copy outside Node's pool. Other buffers are slices of a pool, and one kept slice keeps the
 * whole pool alive: 24 kB for an answer of 1 kB.
 */
function alone(body: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(body.length);
  body.copy(copy);
  return copy;
}

/** The engine's overhead for an object, for each string, and for a buffer. */
const overhead = { variant: 300, text: 24, buffer: 250 };

/** All that stays in memory for a variant, in bytes. */
function heldBy({ headers, body }: Variant): number {
  const texts = headers.reduce((sum, text) => sum + text.length + overhead.text, 0);
  return overhead.variant + overhead.buffer + body.buffer.byteLength + texts;
}

const bodyHeaders = new Set(['content-length', 'content-encoding', 'content-type']);

/**
 * Whether the client already has this variant: by its ETag, or by its date if it sent no ETag (RFC
 * 9110 §13.1.3).
 */
function unchanged({ headers }: IncomingMessage, { etag, lastModified }: Variant): boolean {
  if (headers['if-none-match'] !== undefined) return matches(headers['if-none-match'], etag);
  return (
    lastModified !== undefined && Date.parse(headers['if-modified-since'] ?? '') >= lastModified
  );
}

export function matches(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  return header === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsV4Signer } from 'aws4fetch';
import { Problem } from '../http/problem.js';
import { logger } from '../log/logger.js';
import { limits } from '../config/limits.js';
import type { Config } from '../config/config.js';
import type { FileStore } from './file-store.js';

interface Call {
  method: 'GET' | 'PUT' | 'DELETE' | 'HEAD';
  name: string;
  /**
   * The file to send and its expected hash; the store rejects a file that was damaged in transit.
   */
  file?: { path: string; sha256: string };
  /** Error statuses to return instead of throwing. */
  expected?: number[];
}

/** The SHA-256 of an empty body, used to sign requests without one. */
const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const tries = 3;
/** A valid file name that no file has. */
const nobodys = '00000000-0000-0000-0000-000000000000';

/**
 * Files in one bucket of an S3-compatible store, using only the four calls that all such stores
 * support. Requests are signed with Signature Version 4; addresses are path-style
 * (https://host/bucket/name), which needs no DNS entry for the bucket.
 */
export class S3Store implements FileStore {
  private readonly base: string;
  private lastReason: string | number | undefined;
  private readonly credentials: {
    accessKeyId: string;
    secretAccessKey: string;
    region: string;
    service: 's3';
  };

  constructor({
    STORAGE_URL,
    STORAGE_KEY_ID,
    STORAGE_KEY,
  }: Pick<Config, 'STORAGE_URL' | 'STORAGE_KEY_ID' | 'STORAGE_KEY'>) {
    const url = new URL(STORAGE_URL);
    const scheme = url.protocol === 's3+http:' ? 'http' : 'https';
    this.base = `${scheme}://${url.host}${url.pathname.replace(/\/+$/, '')}`;
    this.credentials = {
      accessKeyId: STORAGE_KEY_ID,
      secretAccessKey: STORAGE_KEY,
      region: url.searchParams.get('region') ?? 'us-east-1',
      service: 's3',
    };
  }

  async put(path: string, name: string, sha256: Buffer): Promise<void> {
    await this.call({ method: 'PUT', name, file: { path, sha256: sha256.toString('hex') } });
  }

  async read(name: string): Promise<Readable> {
    const response = await this.call({ method: 'GET', name, expected: [404] });
    if (response.status === 404) throw Problem.notFound();
    return Readable.fromWeb(response.body as ReadableStream);
  }

  async has(name: string): Promise<boolean> {
    return (await this.call({ method: 'HEAD', name, expected: [404] })).status !== 404;
  }

  async remove(name: string): Promise<void> {
    await this.call({ method: 'DELETE', name, expected: [404] });
  }

  async check(): Promise<void> {
    const call: Call = { method: 'GET', name: nobodys, expected: [404, 403] };
    const reason = await reasonAgainst(await this.outcomeOf(call));
    // The health check runs every few seconds, so only a new reason is logged.
    if (reason && reason !== this.lastReason) told(call, reason);
    this.lastReason = reason;
    if (reason) throw unavailable();
  }

  /** @throws Problem 503 when the store is unreachable, busy, or rejects the request. */
  private async call(call: Call): Promise<Response> {
    const outcome = await this.outcomeOf(call);
    if (isAnswer(outcome, call)) return outcome;
    told(call, reasonOf(outcome));
    throw unavailable();
  }

  /** Tries a few times while the store is unreachable or busy. */
  private async outcomeOf(call: Call): Promise<Response | Error> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.once(call).catch((error: Error) => error);
      if (isAnswer(outcome, call) || !isTransient(outcome) || attempt === tries) return outcome;
      await new Promise((resolve) => setTimeout(resolve, 100 * 4 ** attempt));
    }
  }

  private async once({ method, name, file }: Call): Promise<Response> {
    const headers: Record<string, string> = { 'x-amz-content-sha256': file?.sha256 ?? emptySha256 };
    const signed = await new AwsV4Signer({
      ...this.credentials,
      method,
      url: `${this.base}/${name.slice(34, 36)}/${name}`,
      headers,
    }).sign();
    const signal = AbortSignal.timeout(limits.storageTime);
    if (!file) return fetch(signed.url, { method, headers: signed.headers, signal });
    signed.headers.set('content-length', String((await stat(file.path)).size));
    const body = Readable.toWeb(createReadStream(file.path)) as globalThis.ReadableStream;
    return fetch(signed.url, {
      method,
      headers: signed.headers,
      body,
      duplex: 'half',
      signal,
    } as RequestInit);
  }
}

function told({ method }: Call, reason: string | number): void {
  logger.error({ method, reason }, 'the document store did not do as asked');
}

const unavailable = () =>
  new Problem(
    503,
    'storage-unavailable',
    'Documents cannot be stored or read right now. Nothing was changed; please try ' +
      'again in a moment.',
    { retryAfter: 30 },
  );

const isAnswer = (outcome: Response | Error, { expected }: Call): outcome is Response =>
  outcome instanceof Response && (outcome.ok || expected?.includes(outcome.status) === true);

/**
 * Diagnoses a store by asking for a file that does not exist: it should answer 404, or deny access
 * if we may not list the bucket. A missing bucket is 404 and a wrong key 403, too.
 */
async function reasonAgainst(outcome: Response | Error): Promise<string | number | undefined> {
  if (!(outcome instanceof Response) || ![403, 404].includes(outcome.status))
    return reasonOf(outcome);
  const [, code] = /<Code>(\w+)<\/Code>/.exec(await outcome.text()) ?? [];
  const right = outcome.status === 404 ? 'NoSuchKey' : 'AccessDenied';
  return code === right ? undefined : (code ?? outcome.status);
}

function isTransient(outcome: Response | Error): boolean {
  return !(outcome instanceof Response) || outcome.status >= 500 || outcome.status === 429;
}

function reasonOf(outcome: Response | Error): string | number {
  return outcome instanceof Response
    ? outcome.status
    : ((outcome.cause as NodeJS.ErrnoException | undefined)?.code ?? outcome.name);
}

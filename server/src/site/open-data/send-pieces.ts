import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RunningExports } from '../../platform/http/running-exports.js';
import { preferredEncoding } from '../../platform/http/accept-encoding.js';
import { limits } from '../../platform/config/limits.js';
import { matches } from '../public/response-cache.js';

/**
 * Raise when the output format changes, so that nobody mistakes a file from an older release for
 * the current one.
 */
const edition = 2;

interface Answer {
  mediaType: string;
  pieces: AsyncGenerator<string | Buffer>;
  /** The register's version before the first chunk was requested. */
  version: number;
  /** The file format is compressed already. */
  packed?: boolean;
  /** It may read much of the register before its first piece: it needs its place at once. */
  scans?: boolean;
  places: RunningExports;
}

/**
 * Sends a response generated in chunks. A small one is sent whole and enters the response cache; a
 * large one is streamed, with an ETag made from the register's version and the URL. If the client
 * disconnects, generation stops.
 */
export async function sendPieces(
  request: FastifyRequest,
  reply: FastifyReply,
  { mediaType, pieces, version, packed = false, scans = false, places }: Answer,
): Promise<void> {
  const encoding = preferredEncoding(request.headers['accept-encoding'], { packed }) ?? 'identity';
  const address = createHash('sha256').update(request.url).digest('base64url').slice(0, 12);
  const etag = `W/"${edition}-${version}-${address}-${encoding}"`;
  void reply.header('content-type', mediaType);
  if (isKnown(request, version, etag))
    return void (await reply.header('etag', etag).status(304).send());
  if (scans) await enter(places, request, reply, pieces);
  const head: Buffer[] = [];
  let bytes = 0;
  while (bytes <= limits.exportKeptBytes) {
    const next = await pieces.next();
    if (next.done) return void (await reply.send(Buffer.concat(head)));
    const piece = Buffer.from(next.value);
    head.push(piece);
    bytes += piece.length;
  }
  void reply.header('etag', etag).header('vary', 'accept-encoding');
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  if (request.method === 'HEAD') {
    await pieces.return(undefined);
    return void (await reply.send());
  }
  if (!scans) await enter(places, request, reply, pieces);
  const plain = Readable.from(continued(head, pieces), { objectMode: false });
  // Covers a client that leaves before the first byte: the stream was never read, so nothing else
  // would stop the generator.
  plain.once('close', () => void pieces.return(undefined).catch(() => undefined));
  const sent =
    encoding === 'identity' ? plain : pipeline(plain, compressor(encoding), () => undefined);
  await reply.send(sent);
}

const isKnown = ({ headers }: FastifyRequest, version: number, etag: string) =>
  version > 0 && matches(headers['if-none-match'], etag.slice(2));

/** A stream takes as long as its reader, so only a few are allowed at once. */
async function enter(
  places: RunningExports,
  request: FastifyRequest,
  reply: FastifyReply,
  pieces: Answer['pieces'],
): Promise<void> {
  try {
    places.enter('public', reply.raw, request.ip);
  } catch (error) {
    await pieces.return(undefined);
    for (const name of ['etag', 'last-modified', 'content-disposition', 'content-encoding'])
      void reply.removeHeader(name);
    throw error;
  }
}

async function* continued(
  head: Buffer[],
  rest: AsyncGenerator<string | Buffer>,
): AsyncGenerator<Buffer> {
  yield* head;
  for await (const piece of rest) yield Buffer.from(piece);
}

/** Favours speed over size: the network is seldom slower than this. */
function compressor(encoding: 'br' | 'gzip') {
  return encoding === 'br'
    ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
    : createGzip({ level: 5 });
}

/** Whether the reader of an answer has left. */
export const hasLeft = ({ raw }: FastifyReply) => raw.closed || raw.destroyed;

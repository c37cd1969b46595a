import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Contract } from './contract.js';

/** It is the same for every server of a thread, and takes half a second to make. */
let contract: Contract | undefined;

/**
 * Checks every response of a server under /api/v1 against the contract.
 * @returns the list of violations, which grows as they are found.
 */
export function watchAnswers(server: Server, document: () => OpenAPIObject): Set<string> {
  const faults = new Set<string>();
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url!.split('?')[0]!;
    if (!path.startsWith('/api/v1/')) return;
    const body = listen(response);
    response.once('finish', () => {
      const operation = (contract ??= new Contract(document(), { closed: true })).operation(
        request.method!,
        path,
      );
      const fault =
        operation &&
        contract.faultOf(
          operation,
          response.statusCode,
          String(response.getHeader('content-type') ?? '').split(';')[0] || undefined,
          body,
        );
      if (fault)
        faults.add(`${request.method} ${path.replace(/[0-9a-f-]{36}/g, '{id}')}: ${fault}`);
    });
  });
  return faults;
}

/**
 * Captures the output.
 * @returns its text once it is complete.
 */
function listen(response: ServerResponse): () => string {
  const pieces: Buffer[] = [];
  const keep = (piece: unknown) => {
    if (typeof piece === 'string' || piece instanceof Uint8Array)
      pieces.push(Buffer.from(piece as string));
  };
  const { write, end } = response;
  response.write = function (this: ServerResponse, ...piece: unknown[]) {
    keep(piece[0]);
    return write.apply(this, piece as Parameters<typeof write>);
  } as typeof write;
  response.end = function (this: ServerResponse, ...piece: unknown[]) {
    keep(piece[0]);
    return end.apply(this, piece as unknown as Parameters<typeof end>);
  } as typeof end;
  return () => {
    const bytes = Buffer.concat(pieces);
    const encoding = response.getHeader('content-encoding');
    return (
      encoding === 'br'
        ? brotliDecompressSync(bytes)
        : encoding === 'gzip'
          ? gunzipSync(bytes)
          : bytes
    ).toString();
  };
}

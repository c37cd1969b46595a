import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extendsTree, readCheckpoint } from '../../../client/public/verify/verify-register.mjs';
import { cosignerKey } from '../../src/platform/tlog/signed-note.js';

/** A witness as c2sp.org/tlog-witness has it, which can also misbehave. */
export class Witness {
  readonly key;
  manner: 'honest' | 'fails' | 'floods' | 'lies' | 'says nothing' = 'honest';
  /** The newest checkpoint that it signed. */
  last = 0;
  root: Uint8Array | null = null;
  /** Sizes that it signed, and how often it was asked. */
  readonly seen: number[] = [];
  asked = 0;
  private server: Server | undefined;

  constructor(name: string) {
    this.key = cosignerKey(name, randomBytes(32), () => Date.now());
  }

  async opens(): Promise<void> {
    this.server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((done) => this.server!.listen(0, '127.0.0.1', done));
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}/submit`;
  }

  async closes(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((done) => this.server?.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    this.asked += 1;
    if (request.method !== 'POST' || request.url !== '/submit/add-checkpoint')
      return void response.writeHead(404).end();
    if (this.manner === 'fails') return void response.writeHead(500).end('later');
    if (this.manner === 'says nothing') return void response.end();
    if (this.manner === 'floods') return void response.end('x'.repeat(1_000_000));
    const body = Buffer.concat(pieces).toString();
    const [old, ...proof] = body.slice(0, body.indexOf('\n\n')).split('\n');
    const note = body.slice(body.indexOf('\n\n') + 2);
    const { size, root } = readCheckpoint(note);
    const known = Number(/^old (\d+)$/.exec(old!)?.[1]);
    if (known !== this.last)
      return void response
        .writeHead(409, { 'content-type': 'text/x.tlog.size' })
        .end(`${this.last}\n`);
    const hashes = proof.map((hash) => Uint8Array.from(Buffer.from(hash, 'base64')));
    const follows =
      this.root === null
        ? hashes.length === 0
        : extendsTree({ size: known, root: this.root }, { size, root }, hashes);
    if (!follows) return void response.writeHead(422).end();
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    if (this.manner === 'lies') return void response.end(this.key.signature(`${text}more\n`));
    [this.last, this.root] = [size, root];
    this.seen.push(size);
    response.end(this.key.signature(text));
  }
}

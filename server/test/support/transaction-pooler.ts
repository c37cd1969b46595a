import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A message of PostgreSQL's protocol: its letter, its length, its content. */
function message(letter: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(letter), length, content]);
}
const number = (value: number, bytes: 2 | 4) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeIntBE(value, 0, bytes);
  return buffer;
};
const text = (value: string) => Buffer.from(`${value}\0`);
const ready = message('Z', Buffer.from('I'));

/** One row with one column: the number of a session. */
function answer(session: number): Buffer {
  const column = [text('pid'), number(0, 4), number(0, 2), number(23, 4), number(4, 2)];
  const row = Buffer.from(String(session));
  return Buffer.concat([
    message('T', Buffer.concat([number(1, 2), ...column, number(-1, 4), number(0, 2)])),
    message('D', Buffer.concat([number(1, 2), number(row.length, 4), row])),
    message('C', text('SELECT 1')),
    ready,
  ]);
}

/**
 * Behaves like a pooler in transaction mode: every connection uses any free session. Alternatively
 * each has its own session, and none may send settings.
 */
export class TransactionPooler {
  private readonly sockets = new Set<Socket>();
  private statements = 0;
  private constructor(
    private readonly server: Server,
    private readonly sessions: number[],
    private readonly refusal: string | undefined,
  ) {}

  /**
   * @param sessions their numbers, in the order in which statements get them; none for a session to
   *   each connection.
   * @param refusal what it says to a connection that brings settings along.
   */
  static async open(sessions: number[], refusal?: string): Promise<TransactionPooler> {
    const server = createServer((socket) => pooler.talk(socket));
    const pooler = new TransactionPooler(server, sessions, refusal);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return pooler;
  }

  get url(): string {
    return `postgres://owner:x@127.0.0.1:${(this.server.address() as AddressInfo).port}/register`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    let isKnown = false;
    const own = this.sockets.size;
    socket.on('data', (data) => {
      if (!isKnown && this.refusal && data.includes('lock_timeout'))
        return void socket.end(message('E', text(`SFATAL\0C08P01\0M${this.refusal}\0`)));
      if (!isKnown) socket.write(Buffer.concat([message('R', number(0, 4)), ready]));
      else if (data[0] === 'Q'.charCodeAt(0))
        socket.write(answer(this.sessions[this.statements++ % this.sessions.length] ?? own));
      isKnown = true;
    });
  }
}

import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const eicar = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE';

/**
 * A small server that speaks the protocol of ClamAV's daemon. It detects the EICAR test file and
 * can be made to fail.
 */
export class Clamd {
  /** The reply that replaces a verdict; `null` sends no reply at all. */
  says: string | null | undefined;
  readonly heard: number[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /**
   * @param path of its Unix socket, the default on most systems; without one it listens on a port.
   */
  static async open(path?: string): Promise<Clamd> {
    const server = createServer((socket) => clamd.serve(socket));
    const clamd = new Clamd(server);
    await new Promise<void>((listening) =>
      path ? server.listen(path, listening) : server.listen(0, '127.0.0.1', listening),
    );
    return clamd;
  }

  get url(): string {
    const address = this.server.address();
    if (typeof address === 'string') return `unix:${address}`;
    return `tcp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      if (received.toString('latin1') === 'zPING\0') return socket.end('PONG\0');
      const file = whole(received);
      if (!file) return;
      this.heard.push(file.length);
      const verdict = file.includes(eicar) ? 'Eicar-Test-Signature FOUND' : 'OK';
      if (this.says !== null) socket.end(`${this.says ?? `stream: ${verdict}`}\0`);
    });
  }
}

/** The file of an INSTREAM command, once it has arrived completely. */
function whole(received: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0';
  if (received.length < command.length) return undefined;
  if (received.toString('latin1', 0, command.length) !== command) throw new Error('no INSTREAM');
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length;) {
    const size = received.readUInt32BE(at);
    if (size === 0) return Buffer.concat(chunks);
    if (at + 4 + size > received.length) return undefined;
    chunks.push(received.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return undefined;
}

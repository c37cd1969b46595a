import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

type Verb = 'greeting' | 'RCPT' | 'DATA' | 'end';
/** What it says at each point instead of the usual; `null` hangs up without a word. */
export type Script = Partial<Record<Verb, string[] | null>>;

const usual: Record<Verb, string[]> = {
  greeting: ['220 test'],
  RCPT: ['250 ok'],
  DATA: ['354 go on'],
  end: ['250 taken'],
};

/** A mail server that answers word for word as a test says, also in several lines. */
export class ScriptedSmtp {
  script: Script = {};
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<ScriptedSmtp> {
    const server = createServer((socket) => scripted.talk(socket));
    const scripted = new ScriptedSmtp(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return scripted;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    if (!this.say(socket, 'greeting')) return;
    let isMessage = false;
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (isMessage && line !== '.') continue;
        isMessage = this.answer(socket, isMessage ? 'end' : line.slice(0, 4).toUpperCase());
      }
    });
  }

  /** @returns whether the text of the mail comes next. */
  private answer(socket: Socket, verb: string): boolean {
    if (verb === 'RCPT' || verb === 'end') this.say(socket, verb);
    else if (verb === 'DATA') return this.say(socket, verb);
    else socket.write('250 ok\r\n');
    return false;
  }

  private say(socket: Socket, verb: Verb): boolean {
    const lines = this.script[verb] === undefined ? usual[verb] : this.script[verb];
    if (lines) socket.write(lines.map((line) => `${line}\r\n`).join(''));
    else socket.destroy();
    return lines !== null;
  }
}

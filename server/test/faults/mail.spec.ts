import { createServer, type Server, type Socket } from 'node:net';
import { startApp, type TestApp } from '../support/app.js';
import { MailWorker } from '../../src/platform/mail/mail-worker.js';
import type { OutboxMail } from '../../src/platform/mail/outbox-mail.entity.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { full } from './full.js';

type Behaviour =
  | 'drops after DATA'
  | 'says nothing'
  | 'speaks no SMTP'
  | 'hangs up'
  | 'temporary'
  | 'permanent'
  | 'works';

/** A mail server with configurable failures, which counts the mails it accepted completely. */
class UnreliableServer {
  behaviour: Behaviour = 'works';
  readonly taken: string[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<UnreliableServer> {
    const server = createServer((socket) => unreliable.talk(socket));
    const unreliable = new UnreliableServer(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return unreliable;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    if (this.behaviour === 'says nothing') return;
    if (this.behaviour === 'hangs up') return void socket.destroy();
    if (this.behaviour === 'speaks no SMTP')
      return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    let message: string | undefined;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (message === undefined) message = this.answer(socket, line);
        else if (line === '.') message = this.take(socket, message);
        else message += `${line}\n`;
      }
    });
  }

  private answer(socket: Socket, line: string): string | undefined {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'RCPT' && this.behaviour === 'temporary') socket.write('451 later\r\n');
    else if (verb === 'RCPT' && this.behaviour === 'permanent') socket.write('550 nobody\r\n');
    else if (verb === 'DATA') socket.write('354 go on\r\n');
    else socket.write('250 ok\r\n');
    return verb === 'DATA' ? '' : undefined;
  }

  private take(socket: Socket, message: string): undefined {
    this.taken.push(/^Message-ID: (.+)$/im.exec(message)![1]!);
    // The server has the mail, but the sender receives no confirmation.
    if (this.behaviour === 'drops after DATA') socket.destroy();
    else socket.write('250 taken\r\n');
    return undefined;
  }
}

let server: UnreliableServer;
let register: TestApp;
beforeAll(async () => {
  server = await UnreliableServer.open();
  register = await startApp({ settings: { SMTP_URL: server.url } });
});
afterAll(async () => {
  await register.close();
  await server.close();
});

const outbox = () =>
  register.sql<{ id: string; state: string; attempts: number; last_error: string }>(
    'SELECT id, state, attempts, last_error FROM outbox ORDER BY id DESC LIMIT 1',
  );
const isDue = () =>
  register.sql(`UPDATE outbox SET next_attempt_at = now() WHERE state = 'queued'`);

const faults: [Behaviour, string][] = [
  ['drops after DATA', 'ECONNECTION'],
  ['hangs up', 'ECONNECTION'],
  ['speaks no SMTP', 'EPROTOCOL'],
  ['temporary', '451'],
];
// Ten seconds of silence, until nodemailer times out.
if (full) faults.push(['says nothing', 'ETIMEDOUT']);

it.each(faults)(
  'RL6 a mail server that %s: the town can still send, the mail waits with a reason, and arrives when the server works again',
  async (behaviour) => {
    server.behaviour = behaviour;
    server.taken.length = 0;
    await Applicant.sends(register);
    await register.drain();
    const [waiting] = await outbox();
    expect(waiting).toMatchObject({
      state: 'queued',
      attempts: 1,
      last_error: expect.stringMatching(/^[A-Z0-9]+$/) as string,
    });
    server.behaviour = 'works';
    await isDue();
    await register.drain();
    expect(await outbox()).toMatchObject([{ id: waiting!.id, state: 'sent', attempts: 2 }]);
    // At most one duplicate, under the same Message-ID, so that the receiver can recognise it.
    const expected = behaviour === 'drops after DATA' ? 2 : 1;
    expect(server.taken).toEqual(
      Array.from({ length: expected }, () => `<${waiting!.id}@register.example>`),
    );
  },
  30_000,
);

it('RL6 RL3 a mail server that never confirms gets the mail twice and no more; staff see it, and may send it again', async () => {
  server.behaviour = 'drops after DATA';
  server.taken.length = 0;
  await Applicant.sends(register);
  for (let round = 0; round < 4; round += 1) {
    await register.drain();
    await isDue();
  }
  const [given] = await outbox();
  expect(given).toMatchObject({ state: 'dead', attempts: 2, last_error: 'uncertain' });
  expect(server.taken).toEqual([
    `<${given!.id}@register.example>`,
    `<${given!.id}@register.example>`,
  ]);
  server.behaviour = 'works';
  const administrator = await Colleague.signsIn(register, 'administrator');
  await administrator.browser.post(`/api/v1/staff/mails/${given!.id}/resending`).expect(204);
  await register.drain();
  expect(await outbox()).toMatchObject([{ id: given!.id, state: 'sent' }]);
});

it('RL3 a process that keeps dying after handing a mail over sends it twice and no more', async () => {
  server.behaviour = 'works';
  server.taken.length = 0;
  await Applicant.sends(register);
  for (let death = 0; death < 3; death += 1) {
    await register.drain();
    // Restores the state that a killed worker leaves: the mail was delivered, but the result was
    // never recorded.
    await register.sql(
      `UPDATE outbox SET state = 'queued', next_attempt_at = now()
        WHERE id = (SELECT id FROM outbox ORDER BY id DESC LIMIT 1) AND state = 'sent'`,
    );
  }
  expect(server.taken).toHaveLength(2);
  expect(await outbox()).toMatchObject([{ state: 'dead', last_error: 'uncertain' }]);
});

it('RL19 a worker that loses its lease in the middle of a mail does not finish sending it', async () => {
  server.behaviour = 'works';
  server.taken.length = 0;
  await Applicant.sends(register);
  const worker = register.app.get(MailWorker) as unknown as {
    take(): Promise<OutboxMail[]>;
    deliver(mail: OutboxMail): Promise<void>;
  };
  const [late] = await worker.take();
  await isDue();
  const [taken] = await worker.take();
  await worker.deliver(late!);
  expect(server.taken).toEqual([]);
  await worker.deliver(taken!);
  expect(server.taken).toEqual([`<${taken!.id}@register.example>`]);
  expect(await outbox()).toMatchObject([{ state: 'sent' }]);
});

it('RL6 a permanent refusal fails at once, and staff can see it', async () => {
  server.behaviour = 'permanent';
  await Applicant.sends(register);
  await register.drain();
  expect(await outbox()).toMatchObject([{ state: 'dead', attempts: 1, last_error: '550' }]);
});

it('RL6 the lease outlives the slowest server: no second worker takes a mail that is being sent', async () => {
  const { limits } = await import('../../src/platform/config/limits.js');
  const slowest = 10_000 + 10_000 + 20_000;
  expect(limits.mailLeaseSeconds * 1000).toBeGreaterThan(slowest);
});

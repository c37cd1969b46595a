import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';

const password = 'a-letter-box';

/** A real IMAP server, Dovecot, with one mailbox: apt-get install dovecot-imapd. */
export class ImapServer {
  private constructor(
    private readonly folder: string,
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<ImapServer> {
    const folder = await mkdtemp(join(tmpdir(), 'pact-imap-'));
    const port = await freePort();
    await chmod(folder, 0o755);
    const owner = keeper();
    for (const name of ['.', 'new', 'cur', 'tmp']) {
      await mkdir(join(folder, 'mail', name), { recursive: true });
      await chown(join(folder, 'mail', name), owner.uid, owner.gid);
    }
    await writeFile(join(folder, 'dovecot.conf'), configuration(folder, port));
    const server = spawn('dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], {
      stdio: 'ignore',
    });
    server.on('error', () => undefined);
    await eventually(() => answers(port), 10_000);
    const user = encodeURIComponent('cases');
    const url = `imap://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`;
    return new ImapServer(folder, server, url);
  }

  /** As a mail server delivers it. */
  async deliver(mail: string): Promise<void> {
    const name = `${Date.now()}.${Math.random().toString(36).slice(2)}.test`;
    await writeFile(join(this.folder, 'mail/new', name), mail.replace(/\r?\n/g, '\r\n'));
  }

  /** Opens all mails in a mail program. */
  async isOpened(): Promise<void> {
    for (const name of await readdir(join(this.folder, 'mail/new')))
      await rename(
        join(this.folder, 'mail/new', name),
        join(this.folder, 'mail/cur', `${name}:2,S`),
      );
  }

  /** The flags of each mail in the mailbox: S for seen, F for flagged. */
  async flags(): Promise<string[]> {
    const names = await readdir(join(this.folder, 'mail/cur'));
    // Small letters are keywords.
    return names.map((name) => (name.split(':2,')[1] ?? '').replace(/[a-z]/g, '')).sort();
  }

  async close(): Promise<void> {
    const ended = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

const configuration = (folder: string, port: number) => {
  const { username, uid } = userInfo();
  const owner = keeper();
  // It refuses to handle sign-ins as root, and has two users for that.
  const [internal, login] = uid === 0 ? ['dovecot', 'dovenull'] : [username, username];
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = ${internal}
${uid === 0 ? 'default_internal_group = dovecot' : ''}
default_login_user = ${login}
first_valid_uid = 0
mail_location = maildir:${folder}/mail
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}
}
`;
};

/** Whose the mailbox is: never root's, whose mails Dovecot does not touch. */
function keeper(): { uid: number; gid: number } {
  const { uid, gid } = userInfo();
  return uid === 0 ? { uid: 65_534, gid: 65_534 } : { uid, gid };
}

async function answers(port: number): Promise<void> {
  await new Promise<void>((done, failed) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      done();
    });
    socket.once('error', failed);
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

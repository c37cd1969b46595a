import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectSecurely, type SecureVersion } from 'node:tls';
import { adaptedEdge } from './adapted-edge.mjs';
import { selfSigned } from './certificate.js';
import { eventually } from './eventually.js';
import { freePort } from './program.js';

/**
 * CI installs it (`.ci/run`), so no test is skipped there. Elsewhere a warning lists the skipped
 * tests.
 */
export const hasNginx =
  process.env['CI'] !== undefined || spawnSync('nginx', ['-v']).error === undefined;

export interface EdgeAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
}

/** nginx with the shipped configuration in front of instances of the register. */
export class Edge {
  private session: ClientHttp2Session | undefined;

  private constructor(
    readonly folder: string,
    readonly plainPort: number,
    readonly port: number,
    readonly certificate: string,
    private readonly stopNginx: () => Promise<void>,
  ) {}

  /** @param instances the ports of the instances. */
  static async before(instances: number[]): Promise<Edge> {
    const folder = await mkdtemp(join(tmpdir(), 'pact-edge-'));
    // nginx does its work as another user.
    await chmod(folder, 0o755);
    const [plainPort, port] = [await freePort(), await freePort()];
    const { cert, key } = await selfSigned(1);
    await writeFile(join(folder, 'cert.pem'), cert);
    await writeFile(join(folder, 'key.pem'), key);
    await mkdir(join(folder, 'temp'));
    await writeFile(join(folder, 'pact.conf'), adaptedEdge({ folder, plainPort, port, instances }));
    await writeFile(join(folder, 'nginx.conf'), aroundIt(folder));
    const nginx = spawn(
      'nginx',
      ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')],
      { stdio: 'ignore' },
    );
    const ended = once(nginx, 'exit');
    const edge = new Edge(folder, plainPort, port, cert, async () => {
      nginx.kill('SIGTERM');
      await ended;
    });
    await eventually(async () => {
      if (nginx.exitCode !== null) throw new Error(await edge.errors());
      expect((await fetch(`http://127.0.0.1:${plainPort}/`, { redirect: 'manual' })).status).toBe(
        301,
      );
    });
    return edge;
  }

  /** By HTTP/2, over one connection, which only trusts the certificate of this edge. */
  async get(path: string, headers: Record<string, string> = {}): Promise<EdgeAnswer> {
    const request = { ':method': 'GET', ':path': path, ...headers };
    // nginx ends a connection after a thousand requests; a browser then asks on another one.
    return this.sends(request).catch(() => this.sends(request));
  }

  async sends(
    headers: Record<string, string>,
    body?: string,
    session = this.http2(),
  ): Promise<EdgeAnswer> {
    const request = session.request(headers);
    request.end(body);
    const [[answered], chunks] = await Promise.all([
      once(request, 'response') as Promise<[IncomingHttpHeaders & { ':status': number }]>,
      request.toArray() as Promise<Buffer[]>,
    ]);
    const whole = Buffer.concat(chunks);
    return {
      status: answered[':status'],
      headers: answered,
      body: whole,
      text: whole.toString(),
    };
  }

  /** @param localAddress where the reader is. */
  http2(localAddress?: string): ClientHttp2Session {
    if (localAddress) return this.connects({ localAddress });
    this.session ??= this.connects({});
    return this.session;
  }

  private connects(more: { localAddress?: string }): ClientHttp2Session {
    const trusted = { ca: this.certificate, servername: 'localhost' };
    const session = connect(`https://127.0.0.1:${this.port}`, { ...trusted, ...more });
    const ended = () => {
      if (this.session === session) this.session = undefined;
    };
    return session.on('goaway', ended).on('error', ended).on('close', ended);
  }

  /** The version of TLS and the protocol that are agreed on, where only this version is offered. */
  handshake(version: SecureVersion): Promise<string> {
    return new Promise((made) => {
      const socket = connectSecurely({
        ...{ port: this.port, host: '127.0.0.1', servername: 'localhost', ca: this.certificate },
        ...{ minVersion: version, maxVersion: version, ALPNProtocols: ['h2', 'http/1.1'] },
        // OpenSSL itself would not even offer the old ones.
        ciphers: 'DEFAULT@SECLEVEL=0',
      });
      socket.once('secureConnect', () => {
        made(`${socket.getProtocol()} ${socket.alpnProtocol}`);
        socket.destroy();
      });
      socket.once('error', () => made('refused'));
    });
  }

  /** The current content of the cache: each answer with its key. */
  async kept(): Promise<{ key: string; stored: string }[]> {
    const folder = join(this.folder, 'cache');
    const files = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1').catch(() => '')),
    );
    return files
      .filter(Boolean)
      .map((stored) => ({ key: /\nKEY: (.*)\n/.exec(stored)![1]!, stored }));
  }

  /** Everything that Debian's nginx would have written to /var/log. */
  async logged(): Promise<string> {
    return (await readFile(join(this.folder, 'access.log'), 'utf8')) + (await this.errors());
  }

  errors(): Promise<string> {
    return readFile(join(this.folder, 'error.log'), 'utf8');
  }

  async stop(): Promise<void> {
    this.session?.destroy();
    await this.stopNginx();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** What Debian's nginx.conf says around a file of /etc/nginx/conf.d. */
function aroundIt(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/temp/${name};`)
    .join(' ');
  return `daemon off; worker_processes 2; pid ${folder}/nginx.pid;
    error_log ${folder}/error.log;
    events { worker_connections 768; }
    http {
      ${temporary}
      sendfile on; tcp_nopush on; types_hash_max_size 2048;
      default_type application/octet-stream;
      ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on;
      access_log ${folder}/access.log;
      gzip on;
      include ${folder}/pact.conf;
    }`;
}

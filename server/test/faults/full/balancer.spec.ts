import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import supertest from 'supertest';
import { limits } from '../../../src/platform/config/limits.js';
import { startApp, type TestApp } from '../../support/app.js';
import { Applicant } from '../../support/applicant.js';
import { Colleague } from '../../support/colleague.js';
import { eventually } from '../../support/eventually.js';
import { Instance } from '../../support/instance.js';
import { freePort } from '../../support/program.js';
import { full } from '../full.js';

const count = full ? 3 : 2;

let helper: TestApp;
let instances: Instance[];
let folder: string;
let balancer: { url: string; stop(): Promise<void> };

beforeAll(async () => {
  helper = await startApp();
  folder = await mkdtemp(join(tmpdir(), 'pact-balancer-'));
  const settings = { TRUSTED_PROXIES: '127.0.0.1' };
  // All instances start at the same moment, on one database.
  const first = await Instance.beside(helper, { settings });
  instances = [
    first,
    ...(await Promise.all(
      Array.from({ length: count - 1 }, () => Instance.beside(helper, { settings })),
    )),
  ];
  balancer = await startNginx();
}, 60_000);
afterAll(async () => {
  await balancer.stop();
  for (const instance of instances) await instance.kill();
  await helper.close();
  await rm(folder, { recursive: true, force: true });
});

/**
 * As in docs/operations.md: a request that finds no instance goes to the next one, a write is never
 * sent twice, and no connection is kept that an instance might close.
 */
async function startNginx(): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ');
  const servers = instances.map(
    (instance) => `server 127.0.0.1:${instance.port} max_fails=1 fail_timeout=1s;`,
  );
  await mkdir(join(folder, 'logs'), { recursive: true });
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
     events { worker_connections 1024; }
     http {
       access_log off; ${temporary}
       upstream register { ${servers.join(' ')} }
       server {
         listen 127.0.0.1:${port};
         client_max_body_size 11m;
         location / {
           proxy_pass http://register; proxy_http_version 1.1; proxy_set_header Connection "";
           proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr;
           proxy_set_header X-Forwarded-Proto $scheme; proxy_connect_timeout 1s;
           proxy_next_upstream error timeout http_503; proxy_next_upstream_tries 3;
         }
       }
     }`,
  );
  const child: ChildProcess = spawn(
    'nginx',
    ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => expect((await fetch(`${url}/livez`)).status).toBe(200));
  return {
    url,
    stop: () =>
      new Promise((done) => {
        child.once('exit', () => done());
        child.kill();
      }),
  };
}

const balanced = (): TestApp => ({
  ...helper,
  browser: () => supertest.agent(balancer.url),
  anonymous: supertest(balancer.url),
  drain: async () => undefined,
});

describe(`RL11 ${count} instances behind nginx on one database`, () => {
  it('sessions, documents and rate limits are shared: each request may reach another instance', async () => {
    const applicant = await Applicant.sends(balanced());
    await eventually(() => expect(helper.mailbox.of(applicant.email)).toHaveLength(1), 15_000);
    await applicant.confirms(await tokenOf(applicant));
    const colleague = await Colleague.signsIn(helper, 'reviewer', 'publisher');
    for (const instance of instances)
      expect((await instance.colleague(colleague).findsCase(applicant.reference)).reference).toBe(
        applicant.reference,
      );
    await helper.forgetLimits();
    const answers: number[] = [];
    for (let number = 0; number <= limits.tokenTriesPerAddress.points; number += 1) {
      answers.push(
        (
          await supertest(balancer.url)
            .post('/api/v1/confirmations')
            .send({ token: 'x'.repeat(43) })
        ).status,
      );
    }
    expect(answers.filter((status) => status === 429)).toHaveLength(1);
    await helper.forgetLimits();
  });

  it('RL19 mails go out once, whichever instance sends them', async () => {
    const applicants = await Promise.all(
      Array.from({ length: 5 }, () => Applicant.sends(balanced())),
    );
    await eventually(
      async () =>
        expect(await helper.sql(`SELECT 1 FROM outbox WHERE state <> 'sent'`)).toEqual([]),
      20_000,
    );
    for (const applicant of applicants) expect(helper.mailbox.of(applicant.email)).toHaveLength(1);
  });

  it('TR2 a publication reaches every instance within a second', async () => {
    const { reference } = await Applicant.endorses(helper);
    const colleague = await Colleague.signsIn(helper, 'reviewer', 'publisher');
    for (const { url } of instances) await fetch(`${url}/api/v1/signatories`);
    const { publicId } = await instances[0]!.colleague(colleague).approvesAndPublishes(reference);
    await eventually(async () => {
      for (const { url } of instances)
        expect(await (await fetch(`${url}/api/v1/signatories`)).text()).toContain(publicId);
    }, 1_000);
  });

  it('RL4 a rolling restart fails no request: neither of readers nor of a town that fills in its form', async () => {
    const failed: string[] = [];
    let asked = 0;
    let stopped = false;
    const readers = Array.from({ length: 4 }, async (_, reader) => {
      while (!stopped) {
        asked += 1;
        const response = await fetch(
          `${balancer.url}/api/v1/signatories?q=roll-${reader}-${asked}`,
        ).catch((error: Error) => error);
        if (!(response instanceof Response) || response.status !== 200)
          failed.push(
            response instanceof Response ? String(response.status) : String(response.cause),
          );
        else await response.arrayBuffer();
      }
    });
    const town = (async () => {
      while (!stopped) {
        await Applicant.sends(balanced()).catch((error: Error) => failed.push(error.message));
        await helper.forgetLimits();
      }
    })();
    for (const instance of instances) {
      await wait(300);
      expect(await instance.stop()).toBe(0);
      await instance.start();
      // Until nginx marks it as available again.
      await wait(1_200);
    }
    stopped = true;
    await Promise.all([...readers, town]);
    expect(failed).toEqual([]);
    console.log(
      `${count} instances restarted one after the other under ${asked} reads: ` +
        `${failed.length} failed`,
    );
  }, 90_000);
});

async function tokenOf(applicant: Applicant): Promise<string> {
  const { tokenIn } = await import('../../support/mailbox.js');
  return tokenIn(helper.mailbox.newest(applicant.email, /^Confirm/));
}

import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Applicant } from './support/applicant.js';
import { startApp, type TestApp } from './support/app.js';
import { selfSigned } from './support/certificate.js';
import { Clamd } from './support/clamd.js';
import { contentOf } from './support/database.js';
import { testSecret } from './support/database-names.js';
import { freePort, runProgram } from './support/program.js';

let register: TestApp;
let clamd: Clamd;
let folder: string;
beforeAll(async () => {
  register = await startApp();
  clamd = await Clamd.open();
  folder = await mkdtemp(join(tmpdir(), 'pact-doctor-'));
  await Applicant.endorses(register);
});
afterAll(async () => {
  await register.close();
  await clamd.close();
  await rm(folder, { recursive: true, force: true });
});

const ownAddress = () =>
  `http://127.0.0.1:${(register.app.getHttpServer().address() as AddressInfo).port}`;

/** The doctor's findings by subject, and its exit code. */
async function examine(settings: Record<string, string> = {}) {
  const program = runProgram(
    'commands/doctor',
    [],
    {
      DATABASE_URL: register.database.urls.owner,
      APP_SECRET: testSecret,
      DATA_DIR: register.dataDir,
      SMTP_URL: register.mailbox.url,
      CLAMD_URL: clamd.url,
      BASE_URL: ownAddress(),
      ...settings,
    },
    folder,
  );
  const code = await program.exit;
  const lines = [...program.said.matchAll(/^(well|look|FAULT) {1,2}(.{14}) (.+)$/gm)];
  return {
    code,
    said: program.said,
    found: Object.fromEntries(
      lines.map(([, state, subject, text]) => [subject!.trim(), `${state} ${text}`]),
    ),
  };
}

describe('pact doctor', () => {
  it('finds no faults in a healthy register, and changes nothing', async () => {
    await register.sql(
      `INSERT INTO setting (key, value) VALUES ('backup', jsonb_build_object('takenAt', now()))`,
    );
    const before = await contentOf(register.database);
    const { code, said, found } = await examine();
    expect({ code, said }).toMatchObject({
      code: 0,
      said: expect.stringContaining('No faults') as string,
    });
    expect(Object.keys(found)).toEqual([
      ...[
        'version',
        'secrets',
        'secret files',
        'address',
        'first account',
        'database',
        'migrations',
        'role app',
        'role public',
        'clock',
        'audit trail',
        'who appends',
      ],
      ...[
        'outbox',
        'failed mails',
        'helplines',
        'backup',
        'disk',
        'documents',
        'mail server',
        'virus scanner',
        'own address',
      ],
    ]);
    expect(found['audit trail']).toMatch(
      /^well \d+ events, chain whole, and the register is what they say$/,
    );
    expect(await contentOf(register.database)).toEqual(before);
  });

  it('RL20 reports each fault in one line, and no secret', async () => {
    const { name } = register.database;
    await register.sql(`UPDATE helpline SET checked_on = '2024-01-31' WHERE code = 'CH-147'`);
    await register.sql(`GRANT DELETE ON event TO pact_app`);
    await register.sql(`GRANT SELECT ON submission TO pact_public`);
    await register.sql(`DELETE FROM migration WHERE name = (SELECT max(name) FROM migration)`);
    await register.sql('ALTER TABLE event DISABLE TRIGGER event_is_append_only');
    await register.sql(`UPDATE event SET action = 'register.forge' WHERE seq = 2`);
    await register.sql(
      `UPDATE outbox SET created_at = now() - interval '2 hours' WHERE state = 'queued'`,
    );
    await register.sql(
      `INSERT INTO outbox (id, recipient, language, template, data, state)
        VALUES (gen_random_uuid(), 'a@b.example', 'en', 'x', '{}', 'dead')`,
    );
    await register.sql(
      `UPDATE setting SET value = '{"takenAt": "2020-01-01T00:00:00Z"}' WHERE key = 'backup'`,
    );
    const dataDir = join(folder, 'data');
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'documents'), 'in the way');
    await writeFile(join(folder, '.env'), 'LOG_LEVEL=info\n');
    await chmod(join(folder, '.env'), 0o644);
    const nobody = await freePort();
    const weak = 'abcabcabcabcabcabcabcabcabcabcabcabc';
    const { code, said, found } = await examine({
      DATA_DIR: dataDir,
      METRICS_TOKEN: weak,
      SMTP_URL: `smtp://127.0.0.1:${nobody}`,
      CLAMD_URL: `tcp://127.0.0.1:${nobody}`,
      BASE_URL: `http://register.example:${nobody}`,
      REPLY_ADDRESS: 'cases@register.example',
      IMAP_URL: `imap://cases:a-letter-box@127.0.0.1:${nobody}`,
    });
    expect(code).toBe(1);
    expect(found).toMatchObject({
      secrets: 'FAULT METRICS_TOKEN can be guessed: make a new one with openssl rand -hex 32',
      'secret files': 'FAULT other users of this machine can read .env: chmod 600',
      address: expect.stringMatching(/^FAULT BASE_URL is http/) as string,
      migrations: expect.stringMatching(/^FAULT 1 are not done: pact migrate up/) as string,
      'role app': expect.stringMatching(/^FAULT pact_app has event DELETE/) as string,
      'role public': expect.stringMatching(/^FAULT pact_public has submission SELECT/) as string,
      'audit trail': expect.stringMatching(/^FAULT event 2 is not as it was written/) as string,
      outbox: expect.stringMatching(/^FAULT \d+ mails wait, the oldest for 120 minutes/) as string,
      'failed mails': expect.stringMatching(/^look 1 mails of this week/) as string,
      helplines: expect.stringMatching(
        /^look 1 not confirmed for 12 months; .*: CH 147 \(2024-01-31\)$/,
      ) as string,
      backup: expect.stringMatching(/^FAULT the newest is \d+ hours old/) as string,
      documents: expect.stringMatching(
        /^FAULT .*documents cannot be written or read \((EEXIST|ENOTDIR)\)/,
      ) as string,
      'mail server': expect.stringMatching(
        /^FAULT does not take mail \((ESOCKET|ECONNREFUSED)\)/,
      ) as string,
      'virus scanner': expect.stringMatching(/^FAULT does not answer \(ECONNREFUSED\)/) as string,
      'reply mailbox': expect.stringMatching(/^FAULT .* does not open \(ECONNREFUSED\)/) as string,
      'own address': expect.stringMatching(
        /^FAULT http:\/\/register\.example:\d+ does not answer/,
      ) as string,
    });
    for (const secret of [
      testSecret,
      'a-letter-box',
      weak,
      new URL(register.database.urls.owner).password || name + '-none',
      'a@b.example',
    ])
      expect(said).not.toContain(secret);
    await rm(join(folder, '.env'));
  });

  it('reports an unavailable database and checks the rest', async () => {
    const { code, said, found } = await examine({
      DATABASE_URL: `postgres://owner:do-not-print-me@127.0.0.1:${await freePort()}/pact`,
    });
    expect(code).toBe(1);
    expect(found['database']).toMatch(/^FAULT does not answer \(ECONNREFUSED\)/);
    expect(found['disk']).toBeDefined();
    expect(found).not.toHaveProperty('migrations');
    expect(said).not.toContain('do-not-print-me');
  });

  it('RL20 a folder that cannot be written is one line that names the variable, for every command', async () => {
    await writeFile(join(folder, 'a file'), '');
    const { code, said } = await examine({ DATA_DIR: join(folder, 'a file', 'data') });
    expect(code).toBe(1);
    expect(said).toMatch(
      /^Cannot do this: DATA_DIR .* cannot be written \(ENOTDIR\)\. Name a folder that this user may write in\.\n$/,
    );
  });
});

describe('S13 pact doctor behind TLS', () => {
  let server: Server;
  let port: number;
  let hsts: string | undefined;
  beforeAll(async () => {
    const certificate = await selfSigned(5);
    await writeFile(join(folder, 'ca.pem'), certificate.cert);
    server = createServer(certificate, (_, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        ...(hsts ? { 'strict-transport-security': hsts } : {}),
      });
      response.end('{"status":"ready"}');
    });
    await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  const tls = () =>
    examine({ BASE_URL: `https://localhost:${port}`, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') });

  it('wants a year of HSTS from the outside, and a certificate that lasts', async () => {
    const { found } = await tls();
    expect(found['own address']).toMatch(/^FAULT the proxy takes Strict-Transport-Security away/);
    expect(found['certificate']).toMatch(/^FAULT ends in \d days/);
    hsts = 'max-age=63072000; includeSubDomains';
    expect((await tls()).found['own address']).toMatch(
      /^well https:\/\/localhost:\d+ answers with HSTS$/,
    );
  });

  it('does not trust an unknown certificate', async () => {
    expect((await examine({ BASE_URL: `https://localhost:${port}` })).found['own address']).toMatch(
      /^FAULT .*(SELF_SIGNED|UNABLE_TO_VERIFY)/,
    );
  });
});

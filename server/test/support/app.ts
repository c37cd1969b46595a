import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { AppContext } from '../../src/platform/database/app-context.js';
import { readConfig } from '../../src/platform/config/config.js';
import { apiDocument } from '../../src/platform/api-document/api-document.js';
import { createApp } from '../../src/create-app.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { MailWorker } from '../../src/platform/mail/mail-worker.js';
import { RegisterClock } from '../../src/site/public/register-clock.js';
import { createDatabase, type TestDatabase } from './database.js';
import { testSecret } from './database-names.js';
import { eventually } from './eventually.js';
import { Mailbox } from './mailbox.js';
import { watchAnswers } from './watch-answers.js';

export type Agent = ReturnType<typeof supertest.agent>;

/** A complete running application with its own database and a real mail server. */
export interface TestApp {
  app: NestFastifyApplication;
  database: TestDatabase;
  sql: TestDatabase['sql'];
  mailbox: Mailbox;
  dataDir: string;
  /** A browser that keeps its cookies. */
  browser(): Agent;
  /** A request without cookies. */
  anonymous: ReturnType<typeof supertest>;
  /** Sends every mail that is due. */
  drain(): Promise<void>;
  /**
   * Waits until this instance has been notified of every change of the register, which happens
   * shortly after the commit.
   */
  hearsOfChanges(): Promise<void>;
  /** Resets the rate limits, because all tests come from one address. */
  forgetLimits(): Promise<void>;
  close(): Promise<void>;
}

export interface Options {
  settings?: Record<string, string>;
  /** A second instance, over the database of the first. */
  beside?: TestApp;
  /** A different APP_SECRET from the tests' common one. */
  secret?: string;
  /** S29: when the application closes, every response must have matched the API document. */
  described?: boolean;
  /**
   * Whether changes to the public list need two people. Most tests are about something else and use
   * one colleague.
   */
  fourEyes?: boolean;
  /** A database other than a copy of the template. */
  database?: TestDatabase;
}

/** The resources of an application: those of the first instance, or new ones. */
async function groundOf({
  beside,
  database,
}: Options): Promise<Pick<TestApp, 'database' | 'mailbox' | 'dataDir'>> {
  if (beside) return beside;
  return {
    database: database ?? (await createDatabase()),
    mailbox: await Mailbox.open(),
    dataDir: await mkdtemp(join(tmpdir(), 'pact-test-data-')),
  };
}

export async function startApp(options: Options = {}): Promise<TestApp> {
  const { settings = {}, beside, described = false, secret = testSecret } = options;
  const { fourEyes = false } = options;
  const { database, mailbox, dataDir } = await groundOf(options);
  if (!fourEyes && !beside)
    await database.sql(
      `INSERT INTO setting (key, value, version) VALUES ('settings', '{"fourEyes": false}', 0)
        ON CONFLICT DO NOTHING`,
    );
  const config = readConfig({
    DATABASE_URL: database.urls.owner,
    APP_SECRET: secret,
    DATA_DIR: dataDir,
    SMTP_URL: mailbox.url,
    BASE_URL: 'http://register.example',
    ...settings,
  });
  const app = await createApp(new AppContext(config, secret, database.urls));
  await app.listen(0, '127.0.0.1');
  const worker = app.get(MailWorker);
  // Timers are stopped: mails are sent and jobs run only when a test asks for it.
  await worker.onApplicationShutdown();
  await app.get(JobsService).onApplicationShutdown();
  const server = app.getHttpServer();
  const faults = described ? watchAnswers(server, () => apiDocument(app)) : [];
  return {
    app,
    database,
    sql: database.sql,
    mailbox,
    dataDir,
    // Like a browser, it sends the site from which a change comes. Headers set by a test take
    // precedence.
    browser: () => supertest.agent(server).set('Origin', new URL(config.baseUrl).origin),
    anonymous: supertest(server),
    drain: async () => {
      // Mails that can still be undone wait for half a minute; a test does not.
      await database.sql(
        `UPDATE outbox SET next_attempt_at = now() WHERE state = 'queued' AND attempts = 0
          AND undo_id IS NOT NULL`,
      );
      await worker.drain();
    },
    hearsOfChanges: () =>
      eventually(async () => {
        const [row] = await database.sql<{ version: string }>('SELECT version FROM register');
        expect(app.get(RegisterClock).version).toBe(Number(row!.version));
      }),
    forgetLimits: async () => {
      await database.sql('DELETE FROM rate_limit');
      await database.sql('DELETE FROM asked_mail');
    },
    close: async () => {
      await app.close();
      if (beside) return void expect([...faults]).toEqual([]);
      await mailbox.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
      expect([...faults]).toEqual([]);
    },
  };
}

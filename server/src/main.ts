import 'reflect-metadata';
import { Server } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { DataSource } from 'typeorm';
import { open, type Opened } from './operations/startup/bootstrap.js';
import { stopAsked, stopOnSignal } from './operations/startup/stopping.js';
import { ConfigError } from './platform/config/config.js';
import { limits } from './platform/config/limits.js';
import { createApp } from './create-app.js';
import { seed } from './commands/seed/seed.js';
import { renewNameTexts } from './commands/seed/renew-name-texts.js';
import { seedPlaces } from './commands/seed/seed-places.js';
import { StaffService } from './accounts/colleagues/staff.service.js';

const say = (line: string) => console.log(line);

/**
 * Start: settings, database, content, first sign-in, listen. Stop: refuse new work, finish what
 * runs, close the database.
 */
async function main(): Promise<void> {
  let isReady = false;
  let end = async (): Promise<void> => undefined;
  stopOnSignal({ say, end: () => end(), isReady: () => isReady });
  const opened = await open(say);
  const { config } = opened.context;
  const app = await createApp(opened.context).catch(closing(opened));
  const database = app.get(DataSource);
  await seed(opened.context, database, say)
    .then(() => seedPlaces(database, say))
    .then(() => renewNameTexts(database))
    .catch(closing(opened));
  // Fastify's own listen: Nest's would write the error into the log before we say it in one line.
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  await server
    .listen({ port: config.PORT, host: config.HOST })
    .catch(async (error: NodeJS.ErrnoException) => {
      await app.close();
      await opened.close();
      throw error.code === 'EADDRINUSE'
        ? new ConfigError(
            `PORT ${config.PORT} is already in use: stop the other program, or start with ` +
              `PORT=${config.PORT + 1}.`,
          )
        : error;
    });
  end = async () => {
    await stopListening(server.server);
    await app.close();
    await opened.close();
  };
  // Only now: the password is printed once, so the start must not fail between creating and
  // printing it.
  const password = await app.get(StaffService).createFirst(config.STAFF_EMAIL);
  const mailGoesTo = config.SMTP_URL
    ? new URL(config.SMTP_URL).host
    : `${resolve(config.DATA_DIR, 'mail')} as files (set SMTP_URL to send it)`;
  say(`Mail goes to ${mailGoesTo}`);
  if (password)
    say(
      `Staff sign-in, shown only now: ${config.STAFF_EMAIL} with password ${password} at ` +
        `${config.baseUrl}/staff`,
    );
  isReady = true;
  say(`Ready at ${config.baseUrl}  (Ctrl-C stops)`);
}

/**
 * From here on new connections are refused, so a balancer tries the next instance even for a write;
 * open connections still get their answers. Not `http.Server.close`, which hangs up on connections
 * whose request may be on its way.
 */
async function stopListening(server: Server): Promise<void> {
  Server.prototype.close.call(server);
  await sleep(limits.lastRequests);
}

function closing(opened: Opened) {
  return async (error: unknown): Promise<never> => {
    await opened.close();
    throw error;
  };
}

main().catch(async (error: unknown) => {
  // Services that are still starting fail when the database closes: not an error, as the stop ends
  // them.
  if (stopAsked.signal.aborted) await new Promise(() => undefined);
  // A wrong setting deserves one clear line, a fault of ours its stack.
  console.error(error instanceof ConfigError ? `Cannot start: ${error.message}` : error);
  process.exit(1);
});

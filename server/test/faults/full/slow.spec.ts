import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../../../src/platform/config/limits.js';
import { startApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { Instance } from '../../support/instance.js';

const slow = 500;
/** One after the other, because the test measures what each connection costs and not a crowd. */
const perClient = 10;

let helper: TestApp;
let instance: Instance;
/** The open handles without slow clients, plus a few connections of other clients. */
let quiet: number;
beforeAll(async () => {
  helper = await startApp();
  instance = await Instance.beside(helper);
  await fetch(`${instance.url}/en`);
  quiet = (await instance.handles()) + 10;
}, 120_000);
afterAll(async () => {
  await instance.kill();
  await helper.close();
});

/** Sends the first part of a request, and then a little more from time to time. */
function slowly(beginning: string, drop?: string): Socket {
  const socket = connect(instance.port, '127.0.0.1');
  socket.write(beginning);
  const timer = drop ? setInterval(() => socket.write(drop), 3_000) : undefined;
  return socket
    .on('error', () => undefined)
    .on('close', () => clearInterval(timer))
    .resume();
}

/** Pipelines the same request many times on one connection without reading any response. */
const takesNothing = (path: string, times: number) =>
  slowly(`GET ${path} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n`.repeat(times)).pause();

/** What the clients do, how long they are tolerated, and how much memory they may use in MB. */
const kinds: [string, () => Socket, number, number][] = [
  ['that say nothing', () => slowly(''), limits.headTime, 100],
  [
    'with a head that never ends',
    () => slowly('GET /en HTTP/1.1\r\nHost: a\r\n', 'X-More: 1\r\n'),
    limits.headTime,
    100,
  ],
  [
    'with a body that drips',
    () =>
      slowly(
        'POST /api/v1/submissions HTTP/1.1\r\nHost: a\r\nContent-Type: ' +
          'application/json\r\nContent-Length: 60000\r\n\r\n{',
        ' ',
      ),
    limits.bodyTime,
    100,
  ],
  ['that ask on and on', () => takesNothing('/en', 100), 10_000, 150],
  [
    'that take no answer',
    () => takesNothing('/en', limits.pipelinedRequests),
    2 * limits.silenceTime,
    100,
  ],
  [
    'that take nothing of large answers',
    () => takesNothing('/api/openapi.json', limits.pipelinedRequests),
    2 * limits.silenceTime,
    100,
  ],
];

it.each(kinds)(
  `RL8 ${slow} connections %s: others are served, slow ones are cut off, memory stays flat`,
  async (kind, begin, time, megabytes) => {
    await fetch(`${instance.url}/en`);
    const memory = await instance.memory();
    const begun = Date.now();
    const clients: Socket[] = [];
    const arrival = (async () => {
      while (clients.push(begin()) < slow) await wait(perClient);
    })();
    let [longest, most, left] = [0, memory, slow];
    while (
      Date.now() - begun < 2 * slow * perClient + time + 2 * limits.slowClientPoll &&
      (clients.length < slow || left > 0)
    ) {
      const asked = Date.now();
      expect((await fetch(`${instance.url}/en/signatories?q=${asked}`)).status).toBe(200);
      longest = Math.max(longest, Date.now() - asked);
      most = Math.max(most, await instance.memory());
      await wait(250);
      left = Math.max(0, (await instance.handles()) - quiet);
    }
    await arrival;
    for (const socket of clients) socket.destroy();
    await eventually(async () => expect(await instance.handles()).toBeLessThanOrEqual(quiet));
    console.log(
      `${slow} ${kind}: cut after ${Date.now() - begun} ms; others waited ${longest} ms at ` +
        `most; ${Math.round(most - memory)} MB more at most`,
    );
    expect(left).toBe(0);
    expect(longest).toBeLessThan(2_000);
    expect(most - memory).toBeLessThan(megabytes);
  },
  2 * limits.silenceTime + 60_000,
);

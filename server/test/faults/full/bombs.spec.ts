import { readdir } from 'node:fs/promises';
import { request as send } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { zipSync } from 'fflate';
import { startApp, type TestApp } from '../../support/app.js';
import { Applicant } from '../../support/applicant.js';
import { contentOf } from '../../support/database.js';
import { signedPact } from '../../support/endorsement.js';
import { Instance } from '../../support/instance.js';
import { bomb } from '../../support/pdfs.js';

let helper: TestApp;
let instance: Instance;
let applicant: Applicant;
let cookie: string;
beforeAll(async () => {
  helper = await startApp();
  instance = await Instance.beside(helper);
  applicant = await Applicant.begins(instance.register);
  cookie = applicant.browser.jar
    .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
    .toValueString();
  await applicant.sendsFile(signedPact()).expect(201);
}, 120_000);
afterAll(async () => {
  await instance.kill();
  await helper.close();
});

const megabyte = Buffer.alloc(1024 * 1024, 'x');
const head =
  '--b\r\nContent-Disposition: form-data; ' +
  'name="kind"\r\n\r\nother\r\n--b\r\nContent-Disposition: form-data; name="file"; ' +
  'filename="a.pdf"\r\n\r\n%PDF-1.7\n';

interface Outcome {
  /** The status, or the error code if the connection was cut before a response. */
  answer: number | string;
  sent: number;
}

/** Sends a form with any body, as far as the server accepts it. */
function upload(body: Readable, headers: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((done) => {
    let sent = 0;
    const outgoing = send(
      `${instance.url}/api/v1/submission/documents`,
      {
        method: 'POST',
        headers: { cookie, 'content-type': 'multipart/form-data; boundary=b', ...headers },
      },
      (response) => {
        response.resume();
        const finish = () => {
          body.destroy();
          outgoing.destroy();
          done({ answer: response.statusCode!, sent });
        };
        response.on('end', finish).on('error', finish);
      },
    );
    outgoing.on('error', (error: NodeJS.ErrnoException) =>
      done({ answer: error.code ?? 'cut', sent }),
    );
    body.on('data', (chunk: Buffer) => (sent += chunk.length)).on('error', () => undefined);
    body.pipe(outgoing);
  });
}

function* endless(megabytes = Infinity): Generator<Buffer> {
  yield Buffer.from(head);
  for (let number = 0; number < megabytes; number += 1) yield megabyte;
}

/** Afterwards no file and no row remain, and the server uses little more memory than before. */
async function leavesNothing(work: () => Promise<void>): Promise<void> {
  const [before, memory] = [await contentOf(helper.database), await instance.memory()];
  let most = 0;
  const watch = setInterval(
    () => void instance.memory().then((now) => (most = Math.max(most, now))),
    50,
  );
  await work().finally(() => clearInterval(watch));
  const incoming = await readdir(join(helper.dataDir, 'documents', 'incoming'));
  expect(incoming).toEqual([]);
  expect(await contentOf(helper.database)).toEqual(before);
  expect(Math.max(most, await instance.memory()) - memory).toBeLessThan(200);
  expect((await fetch(`${instance.url}/livez`)).status).toBe(200);
}

const outcome = ({ answer, sent }: { answer: unknown; sent: number }) =>
  `${Math.round(sent / 1e6)} MB were sent (${String(answer)})`;

describe('RL9 S33 malicious uploads', () => {
  it('a gigabyte, announced or not, and an endless stream are cut off soon after the limit', async () => {
    await leavesNothing(async () => {
      const told = await upload(Readable.from(endless(1024)), {
        'content-length': String(1024 * megabyte.length + head.length),
      });
      const untold = await upload(Readable.from(endless(1024)));
      const forever = await upload(Readable.from(endless()));
      for (const { answer, sent } of [told, untold, forever]) {
        expect([413, 'EPIPE', 'ECONNRESET']).toContain(answer);
        expect(sent).toBeLessThan(64 * megabyte.length);
      }
      console.log(`of a gigabyte ${[told, untold, forever].map(outcome).join(', ')}`);
    });
  }, 120_000);

  it('an empty file, a zip bomb posing as a document, and a PDF bomb are refused by their content', async () => {
    const zip = Buffer.from(zipSync({ 'word/document.xml': new Uint8Array(200 * 1024 * 1024) }));
    await leavesNothing(async () => {
      expect((await applicant.sendsFile(Buffer.alloc(0))).status).toBe(422);
      expect((await applicant.sendsFile(zip, 'letter.docx')).status).toBe(415);
    });
    // Reading it may use the inspection's memory limit and no more; the thread ends with it.
    expect((await applicant.sendsFile(bomb())).status).toBe(422);
  }, 120_000);

  it('10,000 parts, 10,000 headers of a part and a name of a megabyte are refused', async () => {
    const part = '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n';
    const headers =
      '--b\r\nContent-Disposition: form-data; name="file"; ' +
      `filename="a.pdf"\r\n${'X-A: 1\r\n'.repeat(10_000)}\r\n%PDF\r\n--b--\r\n`;
    const name =
      '--b\r\nContent-Disposition: form-data; name="file"; ' +
      `filename="${'a'.repeat(megabyte.length)}"\r\n\r\n%PDF\r\n--b--\r\n`;
    await leavesNothing(async () => {
      for (const body of [part.repeat(10_000), headers, name]) {
        const { answer } = await upload(Readable.from([Buffer.from(body)]));
        expect({
          body: body.slice(0, 60),
          refused: typeof answer === 'string' || (answer >= 400 && answer < 500),
          answer,
        }).toMatchObject({
          refused: true,
        });
      }
    });
  });

  it('a truncated form and a false length leave nothing', async () => {
    await leavesNothing(async () => {
      expect((await upload(Readable.from([Buffer.from(head)]))).answer).toBe(400);
      for (const length of [10, 1_000_000]) {
        await new Promise<void>((done) => {
          const socket = connect(instance.port, '127.0.0.1');
          socket.on('error', () => undefined).on('close', () => done());
          socket.resume();
          socket.write(
            'POST /api/v1/submission/documents HTTP/1.1\r\nHost: a\r\nCookie: ' +
              `${cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ` +
              `${length}\r\n\r\n${head}`,
          );
          setTimeout(() => socket.destroy(), 500);
        });
      }
      // The server needs a moment to notice that the connection has closed.
      await new Promise((done) => setTimeout(done, 500));
    });
  });
});

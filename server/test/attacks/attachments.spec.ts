import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { limits } from '../../src/platform/config/limits.js';
import { AttachmentsService } from '../../src/platform/documents/attachments.service.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { minutes, opens, virus, writes } from '../support/attachments.js';
import { Clamd } from '../support/clamd.js';
import { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { timelineOf } from '../support/letters.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let clamd: Clamd;
let anna: Colleague;
beforeAll(async () => {
  clamd = await Clamd.open();
  register = await startApp({ described: true, settings: { CLAMD_URL: clamd.url } });
  anna = await Colleague.signsIn(register, 'reviewer');
});
afterAll(async () => {
  await register.close();
  await clamd.close();
});
beforeEach(() => register.forgetLimits());

const api = '/api/v1/staff';
const filesOf = async () =>
  (
    await readdir(join(register.dataDir, 'documents'), { recursive: true, withFileTypes: true })
  ).filter((one) => one.isFile()).length;
const uploads = (who: Colleague, id: string, content = minutes, name = 'minutes.pdf') =>
  who.browser.post(`${api}/submissions/${id}/attachments`).attach('file', content, name);
async function uploaded(who: Colleague, id: string, name = 'minutes.pdf'): Promise<string> {
  return ((await uploads(who, id, minutes, name).expect(201)).body as { id: string }).id;
}
const sends = (who: Colleague, id: string, files: string[], message = 'See the file.', seen = 0) =>
  who.browser
    .post(`${api}/submissions/${id}/messages`)
    .set('If-Match', `"${seen}"`)
    .send({ message, files });
const posts = (who: Colleague, id: string, files: string[], text = 'Look at this.') =>
  who.browser.post(`${api}/submissions/${id}/notes`).set('If-Match', '"0"').send({ text, files });
const rows = () => register.sql<{ id: string }>('SELECT id FROM attachment');
/** A town with a case, and what its people and others can open. */
async function caseOf() {
  const town = await Applicant.endorses(register);
  const { id } = await anna.findsCase(town.reference);
  return { town, id };
}

describe('Files of the correspondence', () => {
  it('a file of a message is linked in the mail, and saved from the page of the case', async () => {
    const { town, id } = await caseOf();
    const file = await uploaded(anna, id, '../minutes\u202Efdp.pdf');
    await sends(anna, id, [file]).expect(201);
    const [told] = (await timelineOf(anna, id)).items;
    expect(told!.files).toMatchObject([{ id: file, bytes: minutes.length, scan: 'clean' }]);
    expect(told!.files[0]!.fileName).not.toMatch(/[/\u202A-\u202E]/);
    await register.drain();
    const mail = register.mailbox.newest(town.email, /^Message about/);
    expect(mail.text).toContain('There are files with this message.');
    expect(mail.raw).not.toContain('application/pdf');
    const page = (await town.browser.get('/en/case').expect(200)).text;
    expect(page).toContain(`/en/case/message/files/${file}`);
    const got = await opens(town.browser, file).expect(200);
    expect(got.body).toEqual(minutes);
    expect(got.headers).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment; /) as string,
      'content-security-policy': expect.stringContaining('sandbox') as string,
      'cache-control': 'no-store',
    });
  });

  it('the contact answers with files and without scripts; a button pressed twice sends one message', async () => {
    const { town, id } = await caseOf();
    const form = (await town.browser.get('/en/case/message').expect(200)).text;
    expect(form).toContain('enctype="multipart/form-data"');
    expect(form).toContain('PDF, JPEG or PNG; at most 10 MB each, at most 3 files.');
    const two = [
      { content: minutes, name: 'minutes.pdf' },
      { content: signedPact('List'), name: 'list.pdf' },
    ];
    const sent = await writes(town, 'Here they are.', two).expect(200);
    expect(sent.text).toContain('Your message has been sent');
    expect(sent.text).toContain('list.pdf');
    const before = await filesOf();
    await writes(town, 'Here they are.', two).expect(200);
    expect(await filesOf()).toBe(before);
    // The same words with another file are another message.
    await writes(town, 'Here they are.', two.slice(0, 1)).expect(200);
    const { items } = await timelineOf(anna, id);
    const messages = items.filter(({ kind }) => kind === 'message');
    expect(messages.map(({ files }) => files.length)).toEqual([1, 2]);
    const got = await anna.browser.get(`${api}/attachments/${messages[1]!.files[0]!.id}`);
    expect(got.status).toBe(200);
    expect(
      await register.sql(`SELECT 1 FROM event WHERE action = 'attachment.view' AND actor_id = $1`, [
        anna.id,
      ]),
    ).toHaveLength(1);
  });

  it('a file of a note is for colleagues alone', async () => {
    const { town, id } = await caseOf();
    const file = await uploaded(anna, id);
    // Not sent yet, so only colleagues can open it.
    await opens(town.browser, file).expect(404);
    await posts(anna, id, [file]).expect(201);
    expect((await timelineOf(anna, id)).items[0]).toMatchObject({ kind: 'note', files: [{}] });
    await opens(town.browser, file).expect(404);
    expect((await town.browser.get('/en/case').expect(200)).text).not.toContain(file);
    const copy = (await town.browser.get('/en/case/data.json').expect(200)).text;
    expect(JSON.parse(copy)).toMatchObject({ messages: [] });
  });
});

describe('Nobody else gets them', () => {
  it("another town's officer, a stranger and a colleague without the role", async () => {
    const { town, id } = await caseOf();
    const file = await uploaded(anna, id);
    await sends(anna, id, [file]).expect(201);
    const other = await Applicant.endorses(register);
    await opens(other.browser, file).expect(404);
    await opens(register.browser(), file).expect(303);
    const publicFile = await register.anonymous.get(`/files/${file}`);
    expect(publicFile.status).toBe(404);
    const administrator = await Colleague.signsIn(register, 'administrator');
    expectProblem(await administrator.browser.get(`${api}/attachments/${file}`), 403);
    expectProblem(await uploads(administrator, id), 403);
    expectProblem(await town.browser.get(`${api}/attachments/${file}`), 401);
    expectProblem(await anna.browser.get(`${api}/documents/${file}`), 404);
  });

  it('nobody can send another colleague’s file, a sent file, or one of another case', async () => {
    const { id } = await caseOf();
    const elsewhere = await caseOf();
    const boris = await Colleague.signsIn(register, 'reviewer');
    const [hers, sent] = [await uploaded(anna, id), await uploaded(anna, id)];
    await sends(anna, id, [sent]).expect(201);
    await changesNothing(register, async () => {
      expectProblem(await sends(boris, id, [hers], 'Mine', 1), 409, 'attachment-gone');
      expectProblem(await sends(anna, id, [sent], 'Again', 1), 409, 'attachment-gone');
      expectProblem(await sends(anna, elsewhere.id, [hers]), 409, 'attachment-gone');
      expectProblem(await posts(anna, elsewhere.id, [hers]), 409, 'attachment-gone');
      const remove = (who: Colleague, file: string) =>
        who.browser.delete(`${api}/submissions/${id}/attachments/${file}`);
      expectProblem(await remove(boris, hers), 404);
      expectProblem(await boris.browser.get(`${api}/attachments/${hers}`), 404);
      expectProblem(await remove(anna, sent), 404);
    });
    const before = await filesOf();
    await anna.browser.delete(`${api}/submissions/${id}/attachments/${hers}`).expect(204);
    expect(await filesOf()).toBe(before - 1);
  });

  it('nothing is uploaded to a draft', async () => {
    const town = await Applicant.begins(register);
    const [draft] = await register.sql<{ id: string }>(
      `SELECT id FROM submission WHERE reference = $1`,
      [town.reference],
    );
    await changesNothing(register, async () => {
      expectProblem(await uploads(anna, draft!.id), 404);
    });
  });
});

describe('Refused files leave nothing behind', () => {
  it.each([
    ['a virus', virus, 'minutes.pdf', 422, 'file-infected'],
    ['a web page called PDF', Buffer.from('<!doctype html><p>'), 'a.pdf', 415, 'file-type'],
    [
      'an office document',
      Buffer.from('504b0304140000000000', 'hex'),
      'a.docx',
      415,
      'file-office',
    ],
    ['an empty file', Buffer.alloc(0), 'a.pdf', 422, 'file-empty'],
    [
      'one byte too many',
      Buffer.concat([minutes, Buffer.alloc(limits.documentBytes)]),
      'a.pdf',
      413,
      'file-too-large',
    ],
  ])('%s', async (_, content, name, status, code) => {
    const { town, id } = await caseOf();
    const [files, attached] = [await filesOf(), (await rows()).length];
    expectProblem(await uploads(anna, id, content, name), status, code);
    const good = { content: minutes, name: 'minutes.pdf' };
    const page = await writes(town, 'Here they are.', [good, { content, name }]);
    expect(page.status).toBe(status);
    // Her words are shown again, and that the files are not kept.
    expect(page.text).toContain('Here they are.');
    expect(page.text).toContain('The files you chose were not kept.');
    expect(await filesOf()).toBe(files);
    expect(await rows()).toHaveLength(attached);
    expect(await timelineOf(anna, id)).toMatchObject({ messages: 0 });
  });

  it('too many files, a message without words, a form without a file', async () => {
    const { town, id } = await caseOf();
    const files = await filesOf();
    const four = [1, 2, 3, 4].map((n) => ({ content: minutes, name: `${n}.pdf` }));
    const refused = await writes(town, 'All of them', four).expect(422);
    expect(refused.text).toContain('Attach at most 3 files.');
    const silent = await writes(town, '', four.slice(0, 1)).expect(422);
    expect(silent.text).toContain('The files you chose were not kept.');
    const none = await anna.browser.post(`${api}/submissions/${id}/attachments`).field({ a: 'b' });
    expect(fieldsOf(expectProblem(none, 422))).toEqual(['/file isNotEmpty']);
    expect(await filesOf()).toBe(files);
  });

  it('a file sent after the session ended is refused, and the text is shown again', async () => {
    const { town } = await caseOf();
    const files = await filesOf();
    const stranger = { browser: register.browser(), reference: town.reference };
    const page = await writes(stranger, 'My words', [{ content: minutes, name: 'a.pdf' }]);
    expect(page.status).toBe(401);
    expect(page.text).toContain('My words');
    expect(await filesOf()).toBe(files);
  });

  it('a case has a limit of files', async () => {
    const { town, id } = await caseOf();
    await register.sql(
      `INSERT INTO attachment (id, submission_id, staff_id, file_name, media_type, bytes, sha256,
         findings, scan)
       SELECT gen_random_uuid(), $1, $2, 'x', 'image/png', 1, '', '[]', 'clean'
       FROM generate_series(1, $3)`,
      [id, anna.id, limits.attachmentsPerCase],
    );
    const files = await filesOf();
    expectProblem(await uploads(anna, id), 409, 'attachments-full');
    const page = await writes(town, 'One more', [{ content: minutes, name: 'a.pdf' }]).expect(409);
    expect(page.text).toContain('cannot take any more files');
    expect(await filesOf()).toBe(files);
    await register.sql('DELETE FROM attachment WHERE submission_id = $1', [id]);
  });
});

describe('No file outlives its row', () => {
  const sweeps = async () => {
    await register.sql(`UPDATE loose_file SET since = now() - interval '2 hours'`);
    await register.app.get(JobsService).runAll();
  };

  it('a process killed between file and row; an upload that was never sent', async () => {
    const { id } = await caseOf();
    const files = await filesOf();
    const name = 'minutes.pdf';
    const file = { name, content: Readable.from([minutes]), address: '::1', announced: 1 };
    // Here the process dies: the file is stored, and no row was written.
    await register.app.get(AttachmentsService).receive(id, file, { kind: 'staff', id: anna.id });
    const unsent = await uploaded(anna, id);
    expect(await filesOf()).toBe(files + 2);
    await sweeps();
    expect(await filesOf()).toBe(files + 1);
    await register.sql(`UPDATE attachment SET added_at = added_at - interval '25 hours'`);
    await register.app.get(JobsService).runAll();
    await sweeps();
    expect(await filesOf()).toBe(files);
    expect((await rows()).map((row) => row.id)).not.toContain(unsent);
  });

  it('an erased case has none left, of messages, of notes or unsent', async () => {
    const { town, id } = await caseOf();
    const files = await filesOf();
    await sends(anna, id, [await uploaded(anna, id)]).expect(201);
    await posts(anna, id, [await uploaded(anna, id)]).expect(201);
    await uploaded(anna, id);
    await writes(town, 'Mine', [{ content: minutes, name: 'mine.pdf' }]).expect(200);
    expect(await filesOf()).toBe(files + 4);
    await anna.decides(await anna.opensCase(id), {
      verdict: 'reject',
      reasonCode: 'other',
      reason: 'No.',
    });
    await town.browser.post('/en/case/erase').expect(303);
    expect(await register.sql('SELECT 1 FROM attachment WHERE submission_id = $1', [id])).toEqual(
      [],
    );
    expect(await filesOf()).toBe(files - 2);
  });

  it('when a row is deleted in any other way, the sweep removes its file', async () => {
    const { id } = await caseOf();
    const files = await filesOf();
    await sends(anna, id, [await uploaded(anna, id)]).expect(201);
    await register.sql('DELETE FROM case_message WHERE submission_id = $1', [id]);
    expect(await filesOf()).toBe(files + 1);
    await sweeps();
    expect(await filesOf()).toBe(files);
  });
});

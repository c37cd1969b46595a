import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { contentOf } from '../support/database.js';
import { signedPact } from '../support/endorsement.js';
import { expectProblem } from '../support/problems.js';
import { ObjectStore } from '../support/object-store.js';

let store: ObjectStore;
let register: TestApp;
let second: TestApp;
let reviewer: Colleague;
let elsewhere: string;

beforeAll(async () => {
  store = await ObjectStore.open();
  register = await startApp({ described: true, settings: store.settings });
  // A second machine, which shares the database and the store, but no disk.
  elsewhere = await mkdtemp(join(tmpdir(), 'pact-elsewhere-'));
  second = await startApp({
    described: true,
    beside: { ...register, dataDir: elsewhere },
    settings: store.settings,
  });
  reviewer = await Colleague.signsIn(second, 'reviewer');
});
afterAll(async () => {
  await second.close();
  await register.close();
  await store.close();
  await rm(elsewhere, { recursive: true, force: true });
});

const left = async (dataDir: string) =>
  (await readdir(join(dataDir, 'documents', 'incoming')).catch(() => [])).length;
const oneDocument = async (applicant: Applicant) =>
  (
    await register.sql<{ id: string }>(
      `SELECT d.id FROM document d JOIN submission s ON s.id = d.submission_id
        WHERE reference = $1`,
      [applicant.reference],
    )
  )[0]!.id;

describe('documents in an S3-compatible store', () => {
  it('what one instance received another shows, byte by byte, and nothing stays on a disk', async () => {
    const content = signedPact('in the store');
    const applicant = await Applicant.endorses(register, {});
    const found = await reviewer.findsCase(applicant.reference);
    const [document] = await reviewer.opensDocuments(found);
    expect(document).toEqual(signedPact(applicant.town));
    const copy = await reviewer.browser
      .get(`/api/v1/staff/documents/${found.documents[0]!.id}/copy`)
      .buffer(true)
      .parse(bytes)
      .expect(200);
    expect(
      createHash('sha256')
        .update(copy.body as Buffer)
        .digest(),
    ).not.toEqual(createHash('sha256').update(content).digest());
    expect(await store.names()).toEqual([
      found.documents[0]!.id,
      `${found.documents[0]!.id}.clean`,
    ]);
    expect([await left(register.dataDir), await left(elsewhere)]).toEqual([0, 0]);
  });

  it('RL3 a document that is taken away goes from the store', async () => {
    const applicant = await Applicant.begins(register);
    const id = await applicant.uploads();
    expect(await store.names()).toContain(id);
    await applicant.browser.delete(`/api/v1/submission/documents/${id}`).expect(204);
    expect(await store.names()).not.toContain(id);
    expect(await register.sql('SELECT 1 FROM loose_file')).toEqual([]);
  });

  it('RL7 while the store is away uploads are refused and change nothing; what it comes back to is as it was', async () => {
    const applicant = await Applicant.begins(register);
    await store.stops();
    // The record of a file that may have arrived remains, and the file is later cleaned up by it.
    const content = () =>
      contentOf(register.database, ['rate_limit', 'staff_session', 'loose_file']);
    const before = await content();
    const refused = await applicant.sendsFile(signedPact('away'));
    expect(await content()).toEqual(before);
    expectProblem(refused, 503, 'storage-unavailable');
    expect(refused.text).not.toContain(new URL(store.url).host);
    expect(await left(register.dataDir)).toBe(0);
    await store.comesBack();
    await applicant.uploads();
  });

  it('RL7 a key that the store refuses is told as unavailable, and never which key', async () => {
    const stranger = await startApp({
      described: true,
      beside: { ...register, dataDir: elsewhere },
      settings: { ...store.settings, STORAGE_KEY_ID: 'another-key' },
    });
    const applicant = await Applicant.begins(stranger);
    const refused = await applicant.sendsFile(signedPact('refused'));
    expectProblem(refused, 503, 'storage-unavailable');
    expect(refused.text).not.toContain('another-key');
    await stranger.close();
  });
});

describe('RL3 files that nobody attached', () => {
  it('are swept away after an hour, wherever they lie; what has a row stays', async () => {
    const applicant = await Applicant.begins(register);
    const kept = await applicant.uploads();
    const orphan = await applicant.uploads(signedPact('orphan'), 'orphan.pdf');
    // As if the process had been killed between writing the file and its row.
    await register.sql('DELETE FROM loose_file');
    await register.sql('DELETE FROM document WHERE id = $1', [orphan]);
    await register.sql(
      `INSERT INTO loose_file (id, since) VALUES ($1, now() - interval '2 hours')`,
      [orphan],
    );
    expect(await store.names()).toContain(orphan);
    await register.app.get(JobsService).runAll();
    const names = await store.names();
    expect(names).not.toContain(orphan);
    expect(names).toContain(kept);
    expect(await oneDocument(applicant)).toBe(kept);
    expect(await register.app.get(DataSource).query('SELECT 1 FROM loose_file')).toEqual([]);
  });
});

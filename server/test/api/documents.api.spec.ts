import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '../../src/platform/config/limits.js';
import type { CaseDto } from '../../src/workbench/cases/review.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { sha256, signedPact } from '../support/endorsement.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let reviewer: Colleague;
beforeAll(async () => {
  register = await startApp();
  reviewer = await Colleague.signsIn(register, 'reviewer');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/** The number of files in all folders of the store: each document and its cleaned copy. */
const files = async () =>
  (await readdir(join(register.dataDir), { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile(),
  ).length;

describe('documents', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), 422, 'file-empty'],
    [
      'a web page called PDF',
      Buffer.from('<!doctype html><script>alert(1)</script>'),
      415,
      'file-type',
    ],
    [
      'an SVG called PDF',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      415,
      'file-type',
    ],
    ['a zip called PDF', Buffer.from('504b0304140000000000', 'hex'), 415, 'file-zip'],
    [
      'one byte too many',
      Buffer.concat([signedPact('Sète'), Buffer.alloc(limits.documentBytes)]),
      413,
      undefined,
    ],
  ])('S33 S34 %s is refused and leaves nothing behind', async (_, content, status, code) => {
    const applicant = await Applicant.begins(register);
    const before = await files();
    await changesNothing(register, async () =>
      expectProblem(await applicant.sendsFile(content), status, code),
    );
    expect(await files()).toBe(before);
  });

  it('S36 a path in the name, a bidirectional trick or letters of any script end as a plain name', async () => {
    for (const [name, shown] of [
      ['../../etc/passwd.pdf', 'passwd.pdf'],
      ['C:\\fakepath\\pacte.pdf', 'pacte.pdf'],
      ['pact\u202Efdp.exe', /^pact.?fdp\.exe$/],
      [`${'ß'.repeat(200)} 🏰.pdf`, `${'ß'.repeat(200)} 🏰.pdf`],
    ] as const) {
      const applicant = await Applicant.begins(register);
      const { body } = await applicant.sendsFile(signedPact('Sète'), name).expect(201);
      const { fileName } = body as { fileName: string };
      if (typeof shown === 'string') expect(fileName).toBe(shown);
      else expect(fileName).toMatch(shown);
      expect(fileName).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    }
  });

  it('IN10 a name longer than any file’s is refused with words, not cut', async () => {
    const applicant = await Applicant.begins(register);
    const name = `${'a'.repeat(400)}.pdf`;
    await changesNothing(register, async () =>
      expectProblem(await applicant.sendsFile(signedPact('Sète'), name), 422, 'file-name-too-long'),
    );
    const page = await applicant.browser
      .post('/fr/endorse/documents')
      .accept('text/html')
      .field({ kind: 'signed_pact' })
      .attach('file', signedPact('Sète'), name);
    expect(page.text).toContain('Le nom du fichier est trop long.');
  });

  it('are limited in number, and a removed one is deleted from the disk', async () => {
    const applicant = await Applicant.begins(register);
    const before = await files();
    const ids: string[] = [];
    for (let count = 0; count < limits.documentsPerSubmission; count += 1)
      ids.push(await applicant.uploads());
    expect(await files()).toBe(before + 2 * ids.length);
    await changesNothing(register, async () =>
      expectProblem(await applicant.sendsFile(signedPact('Sète')), 409, 'too-many-documents'),
    );
    for (const id of ids)
      await applicant.browser.delete(`/api/v1/submission/documents/${id}`).expect(204);
    expect(await files()).toBe(before);
  });

  it('U7 the kind and a file are required, and both errors are shown at once', async () => {
    const applicant = await Applicant.begins(register);
    await changesNothing(register, async () => {
      expect(
        fieldsOf(
          expectProblem(await applicant.sendsFile(signedPact(), 'a.pdf', {}), 422, 'invalid-input'),
        ),
      ).toEqual(['/kind isNotEmpty']);
      expect(
        fieldsOf(
          expectProblem(await applicant.sendsFile(signedPact(), 'a.pdf', { kind: 'selfie' }), 422),
        ),
      ).toEqual(['/kind isIn']);
      expect(
        fieldsOf(expectProblem(await applicant.browser.post('/api/v1/submission/documents'), 422)),
      ).toEqual(['/kind isNotEmpty', '/file isNotEmpty']);
    });
  });

  it('U7 staff see the kind of each document', async () => {
    const applicant = await Applicant.endorsesWithDecision(register);
    const { documents } = await reviewer.findsCase(applicant.reference);
    expect(documents.map(({ kind }) => kind)).toEqual(['signed_pact', 'council_decision']);
  });

  it('U7 a file takes the place of another: one step, one line in the trail, and the old one is gone', async () => {
    const applicant = await Applicant.begins(register);
    const before = await files();
    const old = await applicant.uploads(signedPact('page one only'));
    const { body } = await applicant
      .sendsFile(signedPact('both pages'), 'both.pdf', { kind: 'signed_pact', replaces: old })
      .expect(201);
    const { id } = body as { id: string };
    expect((await applicant.looks()).documents).toMatchObject([{ id, fileName: 'both.pdf' }]);
    expect(await files()).toBe(before + 2);
    const [event] = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE action = 'document.replace'`,
    );
    expect(event!.details).toMatchObject({
      document: id,
      sha256: sha256(signedPact('both pages')),
      replaced: { document: old, sha256: sha256(signedPact('page one only')) },
    });
  });

  it('U7 also where there are as many as there may be; a new one that is refused leaves the old one', async () => {
    const applicant = await Applicant.begins(register);
    const ids: string[] = [];
    for (let count = 0; count < limits.documentsPerSubmission; count += 1)
      ids.push(await applicant.uploads());
    const replaces = ids[2]!;
    const before = await files();
    await changesNothing(register, async () => {
      expectProblem(
        await applicant.sendsFile(Buffer.from('no PDF'), 'a.pdf', {
          kind: 'signed_pact',
          replaces,
        }),
        415,
        'file-type',
      );
      const other = await Applicant.begins(register);
      expectProblem(
        await other.sendsFile(signedPact(), 'a.pdf', { kind: 'signed_pact', replaces }),
        409,
        'document-gone',
      );
      await register.sql(`DELETE FROM submission WHERE reference = $1`, [other.reference]);
    });
    expect(await files()).toBe(before);
    await applicant
      .sendsFile(signedPact('new'), 'new.pdf', { kind: 'other', replaces })
      .expect(201);
    expect((await applicant.looks()).documents).toHaveLength(limits.documentsPerSubmission);
  });

  it('TR15 an approved document stays the same byte for byte, and its hash is in the trail', async () => {
    const town = await Applicant.endorses(register);
    const { documents } = await reviewer.approves(town.reference);
    const { id, sha256: hash } = documents[0]!;
    expect(hash).toBe(sha256(signedPact(town.town)));
    await changesNothing(register, async () => {
      expectProblem(
        await town.sendsFile(signedPact('false'), 'signed-pact.pdf', {
          kind: 'signed_pact',
          replaces: id,
        }),
        409,
        'wrong-state',
      );
      expectProblem(await town.sendsFile(signedPact('false')), 409, 'wrong-state');
      for (const method of ['put', 'patch'] as const)
        expectProblem(await town.browser[method](`/api/v1/submission/documents/${id}`), 404);
      expectProblem(
        await town.browser.delete(`/api/v1/submission/documents/${id}`),
        409,
        'wrong-state',
      );
    });
    const [content] = await reviewer.opensDocuments({ documents } as CaseDto);
    expect(sha256(content!)).toBe(hash);
    expect(
      await register.sql(
        `SELECT 1 FROM event WHERE action = 'submission.submit'
          AND details->'documents' = $1::jsonb`,
        [JSON.stringify([{ id, sha256: hash }])],
      ),
    ).toHaveLength(1);
  });

  it('S27 nobody takes away another town’s document', async () => {
    const applicant = await Applicant.begins(register);
    const id = await applicant.uploads();
    const other = await Applicant.begins(register);
    await changesNothing(register, async () =>
      expectProblem(await other.browser.delete(`/api/v1/submission/documents/${id}`), 404),
    );
  });

  it('S17 PR8 staff get it as it was sent, to be shown in our own page only, and the view is in the trail first', async () => {
    const town = await Applicant.endorses(register);
    const found = await reviewer.findsCase(town.reference);
    const { id } = found.documents[0]!;
    const response = await reviewer.browser
      .get(`/api/v1/staff/documents/${id}`)
      .buffer(true)
      .parse(bytes)
      .expect(200);
    expect((response.body as Buffer).equals(signedPact(town.town))).toBe(true);
    expect(response.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(response.headers['content-security-policy']).toBe(
      `default-src 'none'; sandbox; frame-ancestors 'none'`,
    );
    expect(response.headers['content-disposition']).toMatch(/^(inline|attachment); filename/);
    expect(
      await register.sql(
        `SELECT 1 FROM event WHERE action = 'document.view' AND details->>'document' = $1`,
        [id],
      ),
    ).toHaveLength(1);
    await changesNothing(register, async () =>
      expectProblem(await register.anonymous.get(`/api/v1/staff/documents/${id}`), 401),
    );
    await changesNothing(register, async () =>
      expectProblem(await town.browser.get(`/api/v1/staff/documents/${id}`), 401),
    );
  });
});

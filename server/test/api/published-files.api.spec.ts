import { createHash } from 'node:crypto';
import type { SignatoryDto } from '../../src/site/public/public.dto.js';
import type { CaseFilesDto } from '../../src/workbench/cases/published-files.dto.js';
import type { ApplicantSubmissionDto } from '../../src/joining/submissions/submissions.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { bytes, Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const filesOf = async (submissionId: string) =>
  (await staff.browser.get(`/api/v1/staff/submissions/${submissionId}/files`).expect(200))
    .body as CaseFilesDto;
/** Asks to publish the copy that there is, whether or not it was opened. */
const publishes = async (
  documentId: string,
  body: object = { title: 'The decision', language: 'en' },
  by = staff,
) => {
  const [row] = await register.sql<{ sha256: string | null }>(
    `SELECT encode(clean_sha256, 'hex') AS sha256 FROM document WHERE id = $1`,
    [documentId],
  );
  return by.browser
    .put(`/api/v1/staff/documents/${documentId}/publication`)
    .send({ sha256: row?.sha256 ?? '0'.repeat(64), ...body });
};
const opensCopy = (documentId: string, by = staff) =>
  by.browser
    .get(`/api/v1/staff/documents/${documentId}/copy`)
    .buffer(true)
    .parse(bytes)
    .expect(200);
const opensAndPublishes = async (documentId: string, body?: object) => {
  await opensCopy(documentId);
  expect((await publishes(documentId, body)).status).toBe(204);
};
const page = async (publicId: string) => {
  await register.hearsOfChanges();
  return (await register.anonymous.get(`/api/v1/signatories/${publicId}`).expect(200))
    .body as SignatoryDto;
};
async function joined(): Promise<{
  town: Applicant;
  submissionId: string;
  signatory: { id: string; publicId: string; version: number };
}> {
  const town = await Applicant.endorsesWithDecision(register);
  const signatory = await staff.approvesAndPublishes(town.reference);
  const [row] = await register.sql<{ id: string }>(
    'SELECT id FROM submission WHERE reference = $1',
    [town.reference],
  );
  return { town, submissionId: row!.id, signatory };
}

describe('PR7 files for the public', () => {
  it('nothing of a document is public until a publisher publishes its copy without metadata; taken back it is gone', async () => {
    const { submissionId, signatory } = await joined();
    expect((await page(signatory.publicId)).files).toEqual([]);
    const { files, open } = await filesOf(submissionId);
    expect(open).toBe(true);
    await opensAndPublishes(files[0]!.documentId);

    const [file] = (await page(signatory.publicId)).files;
    expect(file).toMatchObject({
      title: 'The decision',
      language: 'en',
      mediaType: 'application/pdf',
    });
    const got = await register.anonymous.get(file!.path).buffer(true).parse(bytes).expect(200);
    const [stored] = await register.sql<{ clean: string; original: string }>(
      `SELECT encode(clean_sha256, 'hex') AS clean, encode(sha256, 'hex') AS original FROM document WHERE id = $1`,
      [files[0]!.documentId],
    );
    const sha256 = createHash('sha256')
      .update(got.body as Buffer)
      .digest('hex');
    expect(sha256).toBe(stored!.clean);
    expect(sha256).not.toBe(stored!.original);
    expect(got.headers['content-security-policy']).toContain('sandbox');
    await register.anonymous.get(file!.path).set('If-None-Match', got.headers['etag']!).expect(304);

    expectProblem(await publishes(files[0]!.documentId), 409, 'file-published');
    await staff.browser
      .delete(`/api/v1/staff/documents/${files[0]!.documentId}/publication`)
      .expect(204);
    await register.anonymous.get(file!.path).expect(404);
    expect((await page(signatory.publicId)).files).toEqual([]);
    const events = await register.sql<{ action: string }>(
      `SELECT action FROM event WHERE action LIKE 'file.%' AND subject_id = $1 ORDER BY seq`,
      [submissionId],
    );
    expect(events.map(({ action }) => action)).toEqual(['file.publish', 'file.take_back']);
  });

  it('TR17 who publishes has opened the very copy: not the original, not another copy, and it was not a colleague', async () => {
    const { submissionId, signatory } = await joined();
    const { documentId } = (await filesOf(submissionId)).files[0]!;
    const other = await Colleague.signsIn(register, 'publisher');
    await opensCopy(documentId, other);
    await staff.browser.get(`/api/v1/staff/documents/${documentId}`).expect(200);
    await changesNothing(register, async () => {
      expectProblem(await publishes(documentId), 409, 'copy-not-opened');
      const sha256 = 'f'.repeat(64);
      expectProblem(
        await publishes(documentId, { title: 'x', language: 'en', sha256 }),
        409,
        'copy-changed',
      );
      expectProblem(
        await publishes(documentId, { title: 'x', language: 'en', sha256: 'x' }),
        422,
        'invalid-input',
      );
    });
    const { headers } = await opensCopy(documentId);
    // Made anew meanwhile: what was seen is not what would be public.
    await register.sql(`UPDATE document SET clean_sha256 = decode($2, 'hex') WHERE id = $1`, [
      documentId,
      'a'.repeat(64),
    ]);
    await changesNothing(register, async () => {
      const sha256 = headers['etag']!.replace(/"/g, '');
      expectProblem(
        await publishes(documentId, { title: 'x', language: 'en', sha256 }),
        409,
        'copy-changed',
      );
      expectProblem(await publishes(documentId), 409, 'copy-not-opened');
    });
    expect((await page(signatory.publicId)).files).toEqual([]);
  });

  it('the signed Pact is not offered and not published: whoever has its signature could sign for others', async () => {
    const { submissionId, signatory } = await joined();
    const [signed] = await register.sql<{ id: string }>(
      `SELECT id FROM document WHERE submission_id = $1 AND kind = 'signed_pact'`,
      [submissionId],
    );
    expect((await filesOf(submissionId)).files.map(({ fileName }) => fileName)).toEqual([
      'decision.pdf',
    ]);
    await changesNothing(register, async () =>
      expectProblem(await publishes(signed!.id), 409, 'signed-pact-private'),
    );
    expect((await page(signatory.publicId)).files).toEqual([]);

    // Staff still see a file that an earlier version allowed, and can unpublish it.
    await register.sql(
      `INSERT INTO published_file (document_id, public_id, signatory_id, title, language, staff_id)
       SELECT $1, 'abcdefgh', $2, 'The Pact', 'en', id FROM staff LIMIT 1`,
      [signed!.id, signatory.id],
    );
    expect((await filesOf(submissionId)).files.map(({ documentId }) => documentId)).toContain(
      signed!.id,
    );
    await staff.browser.delete(`/api/v1/staff/documents/${signed!.id}/publication`).expect(204);
    expect((await filesOf(submissionId)).files.map(({ fileName }) => fileName)).toEqual([
      'decision.pdf',
    ]);
  });

  it('TR3 a withdrawn signatory takes its files along', async () => {
    const { submissionId, signatory } = await joined();
    const { files } = await filesOf(submissionId);
    await opensAndPublishes(files[0]!.documentId);
    const [file] = (await page(signatory.publicId)).files;
    const [{ version }] = (await register.sql<{ version: number }>(
      'SELECT version FROM signatory WHERE id = $1',
      [signatory.id],
    )) as [{ version: number }];
    expect(
      (await staff.changes({ ...signatory, version }, 'withdraw', 'It left the Pact')).status,
    ).toBe(200);
    await register.anonymous.get(file!.path).expect(404);
  });

  it('before approval, by a reviewer, of nobody, with another’s pledge or a bad title: refused, and nothing is changed', async () => {
    const waiting = await Applicant.endorsesWithDecision(register);
    const record = await staff.findsCase(waiting.reference);
    const { submissionId, signatory } = await joined();
    const documentId = (await filesOf(submissionId)).files[0]!.documentId;
    const other = await joined();
    const foreign = (await filesOf(other.submissionId)).pledges[0]!.id;
    const reviewer = await Colleague.signsIn(register, 'reviewer');
    await changesNothing(register, async () => {
      const decision = record.documents.find(({ kind }) => kind === 'council_decision')!;
      expectProblem(await publishes(decision.id), 409, 'not-published');
      expectProblem(await publishes(documentId, undefined, reviewer), 403, 'not-allowed');
      expectProblem(await publishes(submissionId), 404, 'not-found');
      expectProblem(
        await publishes(documentId, { title: 'x', language: 'en', pledgeId: foreign }),
        422,
        'invalid-input',
      );
      expectProblem(
        await publishes(documentId, { title: '<b>x</b> http://x', language: 'english' }),
        422,
        'invalid-input',
      );
      await register.anonymous
        .put(`/api/v1/staff/documents/${documentId}/publication`)
        .send({ title: 'x', language: 'en' })
        .expect(401);
      await staff.browser.delete(`/api/v1/staff/documents/${documentId}/publication`).expect(404);
    });
    expect((await page(signatory.publicId)).files).toEqual([]);
  });

  it('the file of a good practice stands and goes with the practice, evidence with its pledge, also after an amendment', async () => {
    const { town, submissionId, signatory } = await joined();
    const practice = {
      title: 'A charter',
      pillar: 'prevention',
      whatWasDone: 'Every club signed a charter.',
      forWhom: 'Children in sport',
      result: 'Forty clubs took part.',
    };
    const begun = (
      await town.browser
        .post('/api/v1/submission/follow-ups')
        .send({ kind: 'practice' })
        .expect(201)
    ).body as ApplicantSubmissionDto;
    expect(begun.kind).toBe('practice');
    const save = (section: string, value: object) =>
      town.browser
        .put(`/api/v1/submission/sections/${section}`)
        .set('If-Match', '"9"')
        .send(value)
        .expect(200);
    await save('practice', practice);
    await town.sendsFile(signedPact('Charter'), 'charter.pdf', { kind: 'other' }).expect(201);
    await save('declaration', { accepted: true });
    const sent = (await town.browser.post('/api/v1/submission/sending').expect(200))
      .body as ApplicantSubmissionDto;
    const record = await staff.findsCase(sent.reference);
    await staff.opensDocuments(record);
    expect(
      (await staff.decides(record, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
    await opensAndPublishes((await filesOf(record.id)).files[0]!.documentId, {
      title: 'Charta',
      language: 'de',
    });

    const decision = await filesOf(submissionId);
    await opensAndPublishes(decision.files[0]!.documentId, {
      title: 'Proof',
      language: 'en',
      pledgeId: decision.pledges[0]!.id,
    });
    const shown = await page(signatory.publicId);
    expect(shown.practices[0]!.files).toMatchObject([{ title: 'Charta', language: 'de' }]);
    expect(shown.pledges[0]!.files).toMatchObject([{ title: 'Proof' }]);
    expect(shown.files).toEqual([]);

    await town.browser
      .post('/api/v1/submission/follow-ups')
      .send({ kind: 'amendment' })
      .expect(201);
    await save('declaration', { accepted: true });
    const amendment = (await town.browser.post('/api/v1/submission/sending').expect(200))
      .body as ApplicantSubmissionDto;
    const asked = await staff.findsCase(amendment.reference);
    expect(
      (await staff.decides(asked, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
    expect((await page(signatory.publicId)).pledges[0]!.files).toMatchObject([{ title: 'Proof' }]);

    const { id, files } = shown.practices[0]!;
    const removal = staff.browser
      .post(`/api/v1/staff/practices/${id}/removal`)
      .set('If-Match', '"1"');
    await removal.send({ reasonCode: 'personal_data', reason: 'It names a child.' }).expect(200);
    await register.hearsOfChanges();
    await register.anonymous.get(files[0]!.path).expect(404);
    expect((await page(signatory.publicId)).practices).toEqual([]);
    await staff.browser
      .delete(`/api/v1/staff/practices/${id}/removal`)
      .set('If-Match', '"2"')
      .expect(200);
    await register.hearsOfChanges();
    await register.anonymous.get(files[0]!.path).expect(200);
  });
});

describe('PR7 a file that shows the progress of a pledge', () => {
  it('is named by the town for one of its pledges, staff see it there, and it is public only as a copy that staff publish', async () => {
    const { town, signatory } = await joined();
    await town.browser.post('/api/v1/submission/follow-ups').send({ kind: 'progress' }).expect(201);
    const [pledge, second] = await register.sql<{ id: string }>(
      'SELECT id FROM pledge WHERE signatory_id = $1 ORDER BY position',
      [signatory.id],
    );
    const reports = [{ pledgeId: pledge!.id, progress: 'done', note: 'All trained.' }];
    await town.browser
      .put('/api/v1/submission/sections/progress')
      .set('If-Match', '"9"')
      .send({ reports })
      .expect(200);
    const sent = await town.sendsFile(signedPact('Certificates'), 'certificates.pdf', {
      kind: 'other',
      pledgeId: pledge!.id,
    });
    expect(sent.status).toBe(201);
    expect(sent.body).toMatchObject({ pledgeId: pledge!.id });
    const begun = await town.browser
      .post('/api/v1/submission/uploads')
      .send({
        kind: 'other',
        fileName: 'b.pdf',
        bytes: signedPact('b').length,
        pledgeId: second!.id,
      })
      .expect(201);
    const { id } = begun.body as { id: string };
    const piece = town.browser.patch(`/api/v1/submission/uploads/${id}`).set('Upload-Offset', '0');
    await piece
      .set('Content-Type', 'application/offset+octet-stream')
      .send(signedPact('b'))
      .expect(200);
    const html = (await town.browser.get('/en/endorse/documents').expect(200)).text;
    expect(html).toContain('They may publish a copy without hidden data');
    expect(html.match(/Shows: /g)).toHaveLength(2);

    await town.browser
      .put('/api/v1/submission/sections/declaration')
      .set('If-Match', '"9"')
      .send({ accepted: true })
      .expect(200);
    const { reference } = (await town.browser.post('/api/v1/submission/sending').expect(200))
      .body as ApplicantSubmissionDto;
    const record = await staff.findsCase(reference);
    expect(record.changes!.reports).toMatchObject([{ files: [{ fileName: 'certificates.pdf' }] }]);
    await staff.opensDocuments(record);
    expect(
      (await staff.decides(record, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
    expect((await page(signatory.publicId)).pledges[0]).toMatchObject({
      progress: 'done',
      files: [],
    });
    const { files } = await filesOf(record.id);
    expect(files.map(({ pledgeId }) => pledgeId)).toEqual([pledge!.id, second!.id]);
    await opensAndPublishes(files[0]!.documentId, {
      title: 'Certificates',
      language: 'en',
      pledgeId: files[0]!.pledgeId!,
    });
    expect((await page(signatory.publicId)).pledges[0]!.files).toMatchObject([
      { title: 'Certificates' },
    ]);
    const trail = await register.sql<{ pledge: string }>(
      `SELECT details->>'pledge' AS pledge FROM event WHERE action = 'document.add' AND subject_id = $1 ORDER BY seq`,
      [record.id],
    );
    expect(trail.map((event) => event.pledge)).toEqual([pledge!.id, second!.id]);
  });

  it('shows no pledge of another, none outside a report, and none that is not one', async () => {
    const { town } = await joined();
    const other = await joined();
    const [foreign] = await register.sql<{ id: string }>(
      'SELECT id FROM pledge WHERE signatory_id = $1',
      [other.signatory.id],
    );
    const [own] = await register.sql<{ id: string }>(
      `SELECT p.id FROM pledge p JOIN signatory s ON s.id = p.signatory_id JOIN submission e ON e.id = s.endorsement_id WHERE e.reference = $1`,
      [town.reference],
    );
    await town.browser.post('/api/v1/submission/follow-ups').send({ kind: 'progress' }).expect(201);
    await changesNothing(register, async () => {
      for (const pledgeId of [foreign!.id, 'nonsense']) {
        expectProblem(
          await town.sendsFile(signedPact(), 'a.pdf', { kind: 'other', pledgeId }),
          422,
          'invalid-input',
        );
      }
    });
    const page = await town.browser
      .post('/en/endorse/documents')
      .accept('text/html')
      .field({ kind: 'other', pledgeId: foreign!.id });
    expect(page.status).toBe(422);
    const newcomer = await Applicant.begins(register);
    await changesNothing(register, async () => {
      expectProblem(
        await newcomer.sendsFile(signedPact(), 'a.pdf', { kind: 'other', pledgeId: own!.id }),
        422,
        'invalid-input',
      );
    });
  });
});

describe('U23 an association and who signs with it', () => {
  it('names them once, one a line; they stand on its page and find it', async () => {
    const names = ['Landkreis Quellenberg', 'Landkreis Niederau'];
    const association = await Applicant.endorses(register, {
      authority: { kind: 'association', jointSignatories: ` ${names.join('  \r\n\r\n')} ` },
    });
    const { publicId } = await staff.approvesAndPublishes(association.reference);
    const shown = await page(publicId);
    expect(shown.jointSignatories).toEqual(names);
    const found = await register.anonymous.get('/api/v1/signatories?q=quellenberg').expect(200);
    expect((found.body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([
      publicId,
    ]);
    const html = (await register.anonymous.get(`/en/signatories/${shown.slug}`).expect(200)).text;
    expect(html).toContain('Landkreis Niederau');
  });

  it('staff see in an amendment who is to sign with it from then on', async () => {
    const association = await Applicant.endorses(register, {
      authority: { kind: 'association', jointSignatories: 'Landkreis Erlental' },
    });
    await staff.approvesAndPublishes(association.reference);
    await association.browser
      .post('/api/v1/submission/follow-ups')
      .send({ kind: 'amendment' })
      .expect(201);
    const save = (section: string, value: object) =>
      association.browser
        .put(`/api/v1/submission/sections/${section}`)
        .set('If-Match', '"9"')
        .send(value)
        .expect(200);
    await save('authority', {
      ...association.endorsement.authority,
      jointSignatories: 'Landkreis Erlental\nLandkreis Weidau',
    });
    await save('declaration', { accepted: true });
    const { reference } = (await association.browser.post('/api/v1/submission/sending').expect(200))
      .body as ApplicantSubmissionDto;
    expect((await staff.findsCase(reference)).changes!.fields).toEqual([
      {
        field: 'jointSignatories',
        before: 'Landkreis Erlental',
        after: 'Landkreis Erlental\nLandkreis Weidau',
      },
    ]);
  });

  it('links each that is a signatory of its own, by its very name only, as long as it is public; exports carry all of them', async () => {
    const member = await Applicant.endorses(register, {
      authority: { kind: 'region', countryCode: 'DE', nameOfficial: 'Landkreis Moorbach' },
    });
    const county = await staff.approvesAndPublishes(member.reference);
    const names = ['LANDKREIS Moorbach', 'Moorbach', 'Landkreis Ohnesorg'];
    const association = await Applicant.endorses(register, {
      authority: { kind: 'association', countryCode: 'DE', jointSignatories: names.join('\n') },
    });
    const { publicId } = await staff.approvesAndPublishes(association.reference);
    const shown = await page(publicId);
    expect(shown.jointSignatories).toEqual(names);
    const { slug } = await page(county.publicId);
    const nobody = { id: null, slug: null };
    expect(shown.jointAuthorities).toEqual([
      { name: names[0], id: county.publicId, slug },
      { name: names[1], ...nobody },
      { name: names[2], ...nobody },
    ]);
    const html = (await register.anonymous.get(`/de/signatories/${shown.slug}`).expect(200)).text;
    expect(html).toContain(`<a href="/de/signatories/${slug}">LANDKREIS Moorbach</a>`);
    const export_ = (extension: string) =>
      register.anonymous.get(`/api/v1/signatories.${extension}`).buffer(true).expect(200);
    expect((await export_('csv')).text).toContain(names.join('|'));
    const listed = JSON.parse((await export_('json')).text) as { items: SignatoryDto[] };
    expect(listed.items.find(({ id }) => id === publicId)).toMatchObject({
      jointAuthorities: shown.jointAuthorities,
    });
    const graph = (await export_('jsonld')).text;
    expect(graph).toContain('Landkreis Ohnesorg');

    const [{ version }] = (await register.sql<{ version: number }>(
      'SELECT version FROM signatory WHERE id = $1',
      [county.id],
    )) as [{ version: number }];
    expect(
      (await staff.changes({ ...county, version }, 'withdraw', 'It left the Pact')).status,
    ).toBe(200);
    expect((await page(publicId)).jointAuthorities[0]).toEqual({ name: names[0], ...nobody });
  });

  it('chooses them from the list of places without scripts; what was typed stays, and nobody stands there twice', async () => {
    const association = await Applicant.begins(register);
    await register.sql(
      `INSERT INTO place VALUES (1, 'DE', 'Bavaria', 'Fürth', 'Fürth', 'Fürth', '', ' furth fuerth ', 130000, 49.5, 11)`,
    );
    const typed = {
      kind: 'association',
      countryCode: 'DE',
      nameOfficial: 'Städtebund',
      jointSignatories: 'Freie Stadt',
    };
    const post = (path: string, fields: object) =>
      association.browser.post(`/de/endorse/${path}`).type('form').send(fields).expect(303);
    const asked = await post('authority', { ...typed, version: '1', then: 'joint' });
    expect(asked.headers['location']).toBe('/de/endorse/find?joint=1');
    const find = await association.browser.get('/de/endorse/find?joint=1').expect(200);
    expect(find.text).toContain('Wer gemeinsam mit ihm unterzeichnet');
    expect(find.text).toMatch(/value="DE" selected/);
    for (const _ of [1, 2]) {
      const chosen = await post('find', { joint: '1', place: '1' });
      expect(chosen.headers['location']).toBe('/de/endorse/authority#field-jointSignatories');
    }
    const form = (await association.browser.get('/de/endorse/authority').expect(200)).text;
    expect(form).toContain(`Freie Stadt\nFürth</textarea>`);
    expect(form).toContain('value="Städtebund"');
  });

  it('a town signs for itself only, and what is no name is refused', async () => {
    const town = await Applicant.endorses(register, {
      authority: { jointSignatories: 'Somebody else' },
    });
    const { publicId } = await staff.approvesAndPublishes(town.reference);
    expect((await page(publicId)).jointSignatories).toEqual([]);
    const association = await Applicant.begins(register, { authority: { kind: 'association' } });
    for (const bad of ['Fine\nhttps://evil.example', 'x'.repeat(151), '=1+1']) {
      expectProblem(
        await association.saves('authority', {
          ...association.endorsement.authority,
          jointSignatories: bad,
        }),
        422,
        'invalid-input',
      );
    }
  });
});

import { createHash } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';
import { extractText } from 'unpdf';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { bytes, Colleague } from '../support/colleague.js';
import { tablesWith } from '../support/persons.js';
import { drawn, chunk, made, picturesOf, png } from '../support/pictures.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

const place = '/api/v1/staff/certificate-foot';

let register: TestApp;
let administrator: Colleague;
let slug: string;
beforeAll(async () => {
  register = await startApp({ described: true });
  administrator = await Colleague.signsIn(register, 'administrator');
  const publisher = await Colleague.signsIn(register, 'reviewer', 'publisher');
  const town = await Applicant.endorses(register);
  const { publicId } = await publisher.approvesAndPublishes(town.reference);
  await register.hearsOfChanges();
  const { body } = await register.anonymous.get(`/api/v1/signatories/${publicId}`).expect(200);
  slug = (body as { slug: string }).slug;
});
afterAll(() => register.close());

const signed = {
  signerName: 'Maria Παπαδάκη',
  officeEn: 'President of the Congress',
  officeFr: 'Présidente du Congrès',
};
const sends = (file: Buffer, by = administrator) =>
  by.browser.post(`${place}/pictures`).attach('file', file, 'signature.png');
const adds = async (file: Buffer) => ((await sends(file).expect(201)).body as { id: string }).id;
const seen = async () =>
  ((await administrator.browser.get(place).expect(200)).body as { version: number }).version;
const saves = (foot: object, version: number, by = administrator) =>
  by.browser.put(place).set('If-Match', `"${version}"`).send(foot);
const previews = (foot: object, by = administrator) =>
  by.browser.post(`${place}/preview`).send(foot);
const file = async (path: string, browser = register.anonymous) =>
  (await browser.get(path).buffer(true).parse(bytes).expect(200)).body as Buffer;
const certificate = async (language: string) => {
  await register.hearsOfChanges();
  return file(`/${language}/signatories/${slug}/certificate.pdf`);
};
const textOf = async (pdf: Buffer) =>
  (await extractText(new Uint8Array(pdf), { mergePages: true })).text.replace(/\s+/g, ' ');

describe('the foot of the certificates', () => {
  it('is nobody’s before an administrator sets it, and the certificate has no empty boxes', async () => {
    expect((await administrator.browser.get(place).expect(200)).body).toEqual({
      signerName: '',
      officeEn: '',
      officeFr: '',
      signatureId: null,
      emblemId: null,
      version: 0,
    });
    expect(picturesOf(await certificate('en'))).toEqual([]);
    expect((await register.anonymous.get('/en').expect(200)).text).not.toContain('/emblems/');
  });

  it('is seen before it is saved, and then on each certificate and under the pages, in each language', async () => {
    const signatureId = await adds(await drawn(600, 200, '#0000ff'));
    const emblemId = await adds(await drawn(200, 200, '#ff0000'));
    const foot = { ...signed, signatureId, emblemId };
    const before = { en: await certificate('en'), fr: await certificate('fr') };

    const preview = await changesNothing(register, () =>
      previews({ ...foot, language: 'fr' })
        .buffer(true)
        .parse(bytes)
        .expect(200),
    );
    expect(preview.headers['cache-control']).toContain('no-store');
    expect(await textOf(preview.body as Buffer)).toContain('Présidente du Congrès');
    expect(picturesOf(preview.body as Buffer)).toHaveLength(2);
    expect((await certificate('en')).equals(before.en)).toBe(true);

    expect((await saves(foot, 0).expect(200)).body).toEqual({ ...foot, version: 1 });
    const [english, french] = [await certificate('en'), await certificate('fr')];
    expect(await textOf(english)).toMatch(/Maria Παπαδάκη\s+President of the Congress/);
    expect(await textOf(french)).toMatch(/Maria Παπαδάκη\s+Présidente du Congrès/);
    for (const pdf of [english, french])
      expect(picturesOf(pdf)).toEqual(
        expect.arrayContaining([
          { width: 600, first: [0, 0, 255] },
          { width: 200, first: [255, 0, 0] },
        ]),
      );
    expect((await extractText(new Uint8Array(english))).totalPages).toBe(1);
    expect((await certificate('en')).equals(english)).toBe(true);

    const page = (await register.anonymous.get('/el').expect(200)).text;
    const [image] = /<img[^>]*\/emblems\/[^>]*>/.exec(page)!;
    expect(image).toMatch(/width="200" height="200" alt="Έμβλημα του Συμβουλίου της Ευρώπης"/);
    const [address, sha256] = /\/emblems\/([0-9a-f]{64})\.png/.exec(image)!;
    const emblem = await register.anonymous.get(address).buffer(true).parse(bytes).expect(200);
    expect(
      createHash('sha256')
        .update(emblem.body as Buffer)
        .digest('hex'),
    ).toBe(sha256);
    expect(emblem.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
    });

    const { emblemId: _, ...withoutEmblem } = foot;
    await saves(withoutEmblem, 1).expect(200);
    expect(picturesOf(await certificate('en'))).toHaveLength(1);
    await register.anonymous.get(address).expect(404);
    expect((await register.anonymous.get('/el').expect(200)).text).not.toContain('/emblems/');
    await saves({}, 2).expect(200);
    expect(await textOf(await certificate('en'))).not.toContain('Maria');
  });

  it('is recorded in the trail without the name, which could not be erased there', async () => {
    await saves(signed, await seen()).expect(200);
    const [event] = await register.sql<{ details: object; actor: string }>(
      `SELECT details, actor_id AS actor FROM event WHERE action = 'certificate.change'
        ORDER BY seq DESC LIMIT 1`,
    );
    expect(event).toEqual({
      actor: administrator.id,
      details: { changes: { signerName: {}, officeEn: {}, officeFr: {} } },
    });
    const [kept] = await register.sql<{ named: number }>(
      `SELECT count(*)::int AS named FROM event WHERE details::text LIKE '%Maria%'`,
    );
    expect(kept!.named).toBe(0);
  });

  it('RL14 when two administrators save at once, one sees the other’s changes and nothing is lost', async () => {
    const other = await Colleague.signsIn(register, 'administrator');
    const version = await seen();
    const answers = await Promise.all([
      saves({ ...signed, signerName: 'Anna Berg' }, version),
      saves({ ...signed, signerName: 'Jean Dupont' }, version, other),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const won = answers.findIndex(({ status }) => status === 200);
    expect(expectProblem(answers[1 - won]!, 412, 'changed-meanwhile')).toMatchObject({
      changedBy: [administrator, other][won]!.name,
      change: 'certificate.change',
      version: version + 1,
    });
    expect(await seen()).toBe(version + 1);
    expect(await textOf(await certificate('en'))).toContain(['Anna Berg', 'Jean Dupont'][won]);
    await changesNothing(register, () => administrator.browser.put(place).send(signed).expect(428));
  });

  it('names what is missing: no signature without a name, no name without an office', async () => {
    const version = await seen();
    const signatureId = await adds(png());
    const refused = async (foot: object) =>
      fieldsOf(expectProblem(await changesNothing(register, () => saves(foot, version)), 422));
    expect(await refused({ signatureId })).toEqual([
      '/signerName isNotEmpty',
      '/officeEn isNotEmpty',
      '/officeFr isNotEmpty',
    ]);
    expect(await refused({ ...signed, officeFr: ' ' })).toEqual(['/officeFr isNotEmpty']);
    expect(await refused({ ...signed, signerName: 'M'.repeat(81) })).toEqual([
      '/signerName maxLength',
    ]);
    const seenFirst = { ...signed, officeFr: '', language: 'fr' };
    expect(fieldsOf(expectProblem(await previews(seenFirst), 422))).toEqual([
      '/officeFr isNotEmpty',
    ]);
    // A name that may never be saved is in no URL.
    expectProblem(await administrator.browser.get(`${place}/preview?language=fr`), 404);
    await register.sql(`UPDATE certificate_picture SET uploaded_at = now() - interval '2 days'`);
    await register.app.get(JobsService).runAll();
    expect(await refused({ ...signed, signatureId })).toEqual(['/signatureId imageGone']);
  });

  it('PR3 is nobody’s again when the name is erased: no signature stays, and no open page brings it back', async () => {
    const signatureId = await adds(await drawn(300, 90, '#00ff00'));
    const emblemId = await adds(await drawn(90, 90, '#ff00ff'));
    const foot = { ...signed, signerName: 'Anna Berg', signatureId, emblemId };
    const version = await seen();
    await saves(foot, version).expect(200);
    expect(await textOf(await certificate('fr'))).toContain('Anna Berg');

    const body = { name: 'Anna Berg', mentions: [{ kind: 'certificate_foot', id: 'true' }] };
    await administrator.browser
      .post('/api/v1/staff/persons/mentions/erasure')
      .send(body)
      .expect(200);
    const erased = await certificate('fr');
    expect(await textOf(erased)).not.toMatch(/Anna|Présidente|…/);
    expect(picturesOf(erased)).toEqual([{ width: 90, first: [255, 0, 255] }]);
    expect((await administrator.browser.get(place).expect(200)).body).toEqual({
      signerName: '',
      officeEn: '',
      officeFr: '',
      signatureId: null,
      emblemId,
      version: version + 2,
    });
    await administrator.browser.get(`${place}/pictures/${signatureId}`).expect(404);
    await changesNothing(register, () => saves(foot, version + 1).expect(412));
    expect(await tablesWith(register, 'Anna Berg')).toEqual({});
  });

  it('is for administrators', async () => {
    const publisher = await Colleague.signsIn(register, 'reviewer', 'publisher');
    await changesNothing(register, async () => {
      for (const refused of [
        await publisher.browser.get(place),
        await saves(signed, await seen(), publisher),
        await sends(png(), publisher),
        await previews({ language: 'en' }, publisher),
      ])
        expectProblem(refused, 403);
    });
  });
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

describe('S08 S34 what is sent as a signature or an emblem', () => {
  it.each([
    ['an SVG with a script', async () => Buffer.from(svg), 415, 'picture-type'],
    ['a JPEG called .png', () => createCanvas(4, 4).encode('jpeg'), 415, 'picture-not-png'],
    ['nothing', async () => Buffer.alloc(0), 422, 'file-empty'],
    [
      'a wall of 30,000 pixels',
      async () => made(30_000, 30_000, Buffer.alloc(1_000)),
      422,
      'certificate-picture-too-wide',
    ],
    [
      'a bomb behind a small head',
      async () => made(8, 8, Buffer.alloc(200 * 1024 * 1024)),
      422,
      'picture-unreadable',
    ],
    [
      'a picture cut off',
      async () => {
        const whole = await drawn(200, 200, '#ff0000');
        const at = whole.indexOf('IDAT') + 4;
        const size = whole.readUInt32BE(at - 8);
        const cut = chunk('IDAT', whole.subarray(at, at + Math.floor(size / 2)));
        return Buffer.concat([whole.subarray(0, at - 8), cut, whole.subarray(at + size + 4)]);
      },
      422,
      'picture-unreadable',
    ],
    [
      'a picture with a row too few, though whole as data',
      async () => made(200, 200, Buffer.alloc(601 * 199)),
      422,
      'picture-unreadable',
    ],
    [
      'an interlaced picture without its last pass',
      async () => made(8, 8, Buffer.alloc(8 * 8 * 3 + 15 - 4 * 25), 1),
      422,
      'picture-unreadable',
    ],
    ['a picture of no pixels', async () => made(8, 8, Buffer.alloc(0)), 422, 'picture-unreadable'],
    [
      'too much',
      async () => Buffer.concat([png(), Buffer.alloc(2 * 1024 * 1024)]),
      413,
      'picture-too-large',
    ],
  ])('%s is refused', async (_, make, status, code) => {
    const sent = await make();
    expectProblem(await changesNothing(register, () => sends(sent)), status, code);
  });

  it.each([
    ['in rows', 0, 8 * 25],
    // One row each of the passes with one, two rows of those with two and so on: 15 filters.
    ['interlaced', 1, 8 * 8 * 3 + 15],
  ])('with all its pixels it is taken, %s', async (_, interlaced, size) => {
    await sends(made(8, 8, Buffer.alloc(size), interlaced)).expect(201);
  });

  it('is kept as pixels only, small enough for paper, and once', async () => {
    const id = await adds(png(2_000, 1_000, 'Taken by Ada'));
    const kept = await file(`${place}/pictures/${id}`, administrator.browser as never);
    expect(kept.toString('latin1')).not.toContain('Ada');
    expect([kept.readUInt32BE(16), kept.readUInt32BE(20)]).toEqual([800, 400]);
    expect(await adds(png(2_000, 1_000, 'Taken by Bob'))).toBe(id);
  });
});

import type { SignatoryDto } from '../../src/site/public/public.dto.js';
import type { ApplicantSubmissionDto } from '../../src/joining/submissions/submissions.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { publicPageOf } from '../support/public-page.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const page = (publicId: string) => publicPageOf(register, publicId);

describe('U23 an association and its joint signatories', () => {
  it('names each once, one per line; its page lists them and a search for them finds it', async () => {
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

  it('are rows: added, taken away and chosen from the list of places without scripts; what was chosen keeps its number as long as it bears its name', async () => {
    const association = await Applicant.begins(register);
    await register.sql(
      `INSERT INTO place
        VALUES (1, 'DE', 'Bavaria', 'Fürth', 'Fürth', 'Fürth', '', ' furth fuerth ', 130000, 49.5,
        11), (2, 'DE', 'Bavaria', 'Hof', 'Hof', 'Hof', '', ' hof ', 45000, 50.3, 11.9)`,
    );
    const name = 'Zweckverband Main, Tauber und Jagst';
    const typed = { kind: 'association', countryCode: 'DE', nameOfficial: 'Städtebund' };
    const rowsOf = (...rows: (string | [string, number])[]) =>
      Object.fromEntries(
        rows.flatMap((row, index) => {
          const [text, placeId] = typeof row === 'string' ? [row] : row;
          return [
            [`joint.${index}.name`, text],
            ...(placeId ? [[`joint.${index}.placeId`, String(placeId)]] : []),
          ];
        }),
      ) as Record<string, string>;
    const post = async (path: string, fields: object) =>
      (await association.browser.post(`/de/endorse/${path}`).type('form').send(fields).expect(303))
        .headers['location'];
    const page = async () =>
      (await association.browser.get('/de/endorse/authority').expect(200)).text;
    const shownRows = async () =>
      [...(await page()).matchAll(/name="joint\.\d+\.name" value="([^"]*)"/g)].map(
        ([, row]) => row,
      );
    const press = (then: string, rows: Record<string, string>, more = {}) =>
      post('authority', { ...typed, ...rows, ...more, version: '1', then });

    expect(await press('joint-add', rowsOf(name))).toBe('/de/endorse/authority#field-joint-1-name');
    expect(await shownRows()).toEqual([name, '']);
    expect(await press('joint-add', rowsOf(name), { jointLines: 'Landkreis Hof\n\nCoburg ' })).toBe(
      '/de/endorse/authority#field-joint-3-name',
    );
    expect(await shownRows()).toEqual([name, 'Landkreis Hof', 'Coburg', '']);
    expect(await press('joint-remove-1', rowsOf(name, 'Landkreis Hof', 'Coburg'))).toBe(
      '/de/endorse/authority#field-joint-0-name',
    );
    expect(await shownRows()).toEqual([name, 'Coburg', '']);

    const asked = await press('joint-search-2', rowsOf(name, 'Coburg', 'furth'));
    expect(asked).toBe('/de/endorse/find?for=joint&row=2&country=DE&q=furth');
    const find = await association.browser.get(asked!).expect(200);
    expect(find.text).toContain('Wer gemeinsam mit dem Verband unterzeichnet');
    expect(find.text).toMatch(/value="DE" selected/);
    expect(find.text).toContain('<strong>Fürth</strong>');
    const choose = (place: number, row: number) =>
      post('find', { for: 'joint', row: String(row), place: String(place) });
    expect(await choose(1, 2)).toBe('/de/endorse/authority#field-joint-2-name');
    expect(await shownRows()).toEqual([name, 'Coburg', 'Fürth', '']);
    // A second time it stays where it is; another one takes the row that it was looked for in.
    expect(await choose(1, 3)).toBe('/de/endorse/authority#field-joint-2-name');
    expect(await choose(2, 1)).toBe('/de/endorse/authority#field-joint-1-name');
    const form = await page();
    expect(await shownRows()).toEqual([name, 'Hof', 'Fürth', '']);
    expect(form).toContain('value="Städtebund"');
    expect(form.match(/Aus der Ortsliste/g)).toHaveLength(2);

    const saved = {
      ...typed,
      ...rowsOf(name, ['Hof', 2], ['Fürth an der Rednitz', 1], ''),
      version: '1',
    };
    expect(await post('authority', saved)).toBe('/de/endorse/place');
    const { answers } = (await association.browser.get('/api/v1/submission').expect(200)).body as {
      answers: { authority: object };
    };
    const names = [name, 'Hof', 'Fürth an der Rednitz'];
    expect(answers.authority).toEqual({
      ...typed,
      joint: [{ name }, { name: 'Hof', placeId: 2 }, { name: names[2] }],
      jointSignatories: names.join('\n'),
    });
    const check = (await association.browser.get('/de/endorse/check').expect(200)).text;
    expect(check).toContain(names.join('\n'));
  });

  it('an invalid name is reported beside its row; a program that sends only the text gets no earlier rows', async () => {
    const association = await Applicant.begins(register, { authority: { kind: 'association' } });
    const { authority } = association.endorsement;
    const refused = await association.saves('authority', {
      ...authority,
      joint: [{ name: 'Calw' }, { name: 'https://evil.example' }],
    });
    expect(fieldsOf(expectProblem(refused, 422, 'invalid-input'))).toContain(
      '/joint/1/name isPlainName',
    );
    const page = await association.browser
      .post('/en/endorse/authority')
      .type('form')
      .send({ ...authority, 'joint.0.name': '', 'joint.1.name': '<b>Calw</b>', version: '1' })
      .expect(422);
    expect(page.text).toContain('href="#field-joint-0-name"');
    expect(page.text).toContain('value="&lt;b&gt;Calw&lt;/b&gt;"');
    const keep = (more: object) => association.saves('authority', { ...authority, ...more });
    expect((await keep({ joint: [{ name: 'Calw' }, { name: 'Hof' }] })).status).toBe(200);
    const kept = await keep({
      joint: [{ name: 'Calw' }, { name: 'Hof' }],
      jointSignatories: 'Hof\nCelle',
    });
    expect((kept.body as ApplicantSubmissionDto).answers.authority).toMatchObject({
      joint: [{ name: 'Hof' }, { name: 'Celle' }],
      jointSignatories: 'Hof\nCelle',
    });
  });

  it('a town signs only for itself, and an invalid name is refused', async () => {
    const town = await Applicant.begins(register);
    const { authority } = town.endorsement;
    const refusal = await changesNothing(register, () =>
      town.saves('authority', { ...authority, jointSignatories: 'Somebody else' }),
    );
    expect(fieldsOf(expectProblem(refusal, 422, 'invalid-input'))).toEqual([
      '/jointSignatories isAssociation',
    ]);
    await town.fillsIn();
    await town.uploads();
    await town.sends();
    await town.confirms();
    // A case from before the form asked about such names.
    await register.sql(
      `UPDATE submission SET answers = jsonb_set(answers, '{authority,jointSignatories}',
        '"Somebody else"') WHERE reference = $1`,
      [town.reference],
    );
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

import { joinedInFrench } from '../../../contract/french.js';
import { defaultSettings } from '../support/default-settings.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let administrator: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true, fourEyes: true });
  administrator = await Colleague.signsIn(register, 'administrator');
});
afterAll(() => register.close());

const puts = (path: string, version: number, body: object) =>
  administrator.browser.put(`/api/v1/staff/${path}`).set('If-Match', `"${version}"`).send(body);

describe('settings', () => {
  it('have defaults, are changed as a whole with an event of what changed, and hold at once', async () => {
    expect((await administrator.browser.get('/api/v1/staff/settings')).body).toEqual({
      settings: defaultSettings,
      defaults: defaultSettings,
      version: 0,
      calculatedClosedDays: expect.arrayContaining([
        expect.stringMatching(/^20\d\d-01-01$/),
      ]) as string[],
    });
    const wanted = {
      ...defaultSettings,
      replyTo: 'secretariat@congress.example',
      contactAddress: 'pact@congress.example',
      overdueWorkingDays: 20,
    };
    expect((await puts('settings', 0, wanted)).body).toMatchObject({
      settings: wanted,
      version: 1,
    });
    const [event] = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE action = 'settings.change'`,
    );
    expect(event!.details).toMatchObject({ changes: { overdueWorkingDays: { from: 10, to: 20 } } });
    expect(await register.sql('SELECT address FROM public_contact')).toEqual([
      { address: 'pact@congress.example' },
    ]);
    const town = await Applicant.sends(register);
    await register.drain();
    expect(register.mailbox.newest(town.email, /Confirm/).raw).toContain(
      'Reply-To: secretariat@congress.example',
    );
  });

  it('are refused out of range, unknown, or by somebody who saw other ones', async () => {
    await changesNothing(register, async () => {
      const refused = async (change: object) =>
        fieldsOf(expectProblem(await puts('settings', 1, { ...defaultSettings, ...change }), 422));
      expect(await refused({ dueWorkingDays: 12, overdueWorkingDays: 11 })).toEqual([
        '/overdueWorkingDays isAtLeast',
      ]);
      expect(await refused({ dueWorkingDays: 0, replyTo: 'x', seeded: true })).toEqual([
        '/seeded whitelistValidation',
        '/dueWorkingDays min',
        '/replyTo isEmail',
      ]);
      expect(expectProblem(await puts('settings', 0, defaultSettings), 412)).toMatchObject({
        changedBy: administrator.name,
        change: 'settings.change',
      });
      expectProblem(
        await administrator.browser.put('/api/v1/staff/settings').send(defaultSettings),
        428,
      );
    });
  });
});

describe('S07 message templates', () => {
  it('are read with a sample case before they are saved: what they may name is filled in, everything else is refused or stays as typed', async () => {
    const variables = (
      await administrator.browser.get('/api/v1/staff/message-templates/variables').expect(200)
    ).body as {
      name: string;
      sample: string;
    }[];
    expect(variables.map(({ name }) => name)).toEqual([
      'authority',
      'reference',
      'contact',
      'address',
    ]);
    const sampleOf = (name: string) => variables.find((variable) => variable.name === name)!.sample;
    const preview = (body: object) =>
      administrator.browser.post('/api/v1/staff/message-templates/preview').send(body);
    const { body } = await changesNothing(register, () =>
      preview({ textEn: '{authority}: {{7*7}}', textFr: 'Bonjour {contact} <%= 7 %>' }),
    );
    expect(body).toEqual({
      textEn: `${sampleOf('authority')}: {{7*7}}`,
      textFr: `Bonjour ${sampleOf('contact')} <%= 7 %>`,
      otherTexts: [],
    });
    expect(
      fieldsOf(expectProblem(await preview({ textEn: '{password}', textFr: 'Oui.' }), 422)),
    ).toEqual(['/textEn isKnownVariable']);
  });

  const template = {
    name: 'Second page',
    textEn: 'Dear {contact}, {authority} ({reference}): page 2 {{7*7}} is missing.',
    textFr: 'Il manque la page 2 de {authority}.',
  };

  it('name what is allowed and nothing else, and read filled in for each case in its language', async () => {
    const bad = await changesNothing(register, () =>
      administrator.browser
        .post('/api/v1/staff/message-templates')
        .send({ ...template, textEn: '{password}', textFr: '{{7*7}}{constructor}' }),
    );
    expect(fieldsOf(expectProblem(bad, 422))).toEqual([
      '/textEn isKnownVariable',
      '/textFr isKnownVariable',
    ]);
    const { id } = (
      await administrator.browser.post('/api/v1/staff/message-templates').send(template).expect(201)
    ).body as { id: string };
    expect(
      fieldsOf(
        expectProblem(
          await administrator.browser.post('/api/v1/staff/message-templates').send(template),
          422,
        ),
      ),
    ).toEqual(['/name isUnique']);
    const reviewer = await Colleague.signsIn(register, 'reviewer');
    const [en, fr] = [
      await Applicant.endorses(register),
      await Applicant.endorses(register, {}, 'fr'),
    ];
    const filled = async ({ reference }: Applicant) => {
      const found = await reviewer.findsCase(reference);
      return (
        await reviewer.browser
          .get(`/api/v1/staff/submissions/${found.id}/message-templates`)
          .expect(200)
      ).body as unknown;
    };
    expect(await filled(en)).toEqual([
      {
        id,
        name: 'Second page',
        verdict: null,
        text: `Dear Olaf Officer, ${en.town} (${en.reference}): page 2 {{7*7}} is missing.`,
        ...{ language: 'en', wanted: 'en' },
      },
    ]);
    const inFrench = joinedInFrench(`Il manque la page 2 de ${fr.town}.`, { authority: fr.town });
    expect(await filled(fr)).toMatchObject([{ text: inFrench }]);

    const general = async (language: string) =>
      (
        await reviewer.browser
          .get(`/api/v1/staff/message-templates/general?language=${language}`)
          .expect(200)
      ).body as unknown;
    expect(await general('en')).toEqual([]);
    const forMany = { name: 'Thanks', verdict: null, textEn: 'Thank you.', textFr: 'Merci.' };
    const many = (
      await administrator.browser.post('/api/v1/staff/message-templates').send(forMany).expect(201)
    ).body as { id: string };
    expect(await general('fr')).toMatchObject([
      { id: many.id, name: 'Thanks', verdict: null, text: 'Merci.' },
    ]);
    expect(await general('de')).toMatchObject([{ text: 'Thank you.' }]);
    expectProblem(
      await reviewer.browser.get('/api/v1/staff/message-templates/general?language=xx'),
      422,
    );
    await administrator.browser
      .delete(`/api/v1/staff/message-templates/${many.id}`)
      .set('If-Match', '"1"')
      .expect(204);

    expect(
      (await puts(`message-templates/${id}`, 1, { ...template, verdict: 'request_changes' })).body,
    ).toMatchObject({ version: 2 });
    expectProblem(
      await changesNothing(register, () => puts(`message-templates/${id}`, 1, template)),
      412,
      'changed-meanwhile',
    );
    await administrator.browser
      .delete(`/api/v1/staff/message-templates/${id}`)
      .set('If-Match', '"2"')
      .expect(204);
    expect((await administrator.browser.get('/api/v1/staff/message-templates')).body).toEqual([]);
  });
});

import { uuidv7 } from 'uuidv7';
import type { HeldDto } from '../../src/workbench/data-requests/person.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { posts, replies, timelineOf, writes } from '../support/letters.js';
import { contact, tablesWith } from '../support/persons.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { publicPageOf } from '../support/public-page.js';

let register: TestApp;
let anna: Colleague;
let root: Colleague;
beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  root = await Colleague.signsIn(register, 'administrator');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const messages = async () => register.sql('SELECT 1 FROM case_message');

describe('Strangers and messages', () => {
  it('a case can be read and written to only with its own session', async () => {
    const town = await Applicant.endorses(register);
    const other = await Applicant.endorses(register);
    await writes(town, 'Ours alone.').expect(200);
    await changesNothing(register, async () => {
      const stranger = register.browser();
      await stranger.get('/en/case/message').expect(303).expect('location', '/en/case');
      const refused = await posts(stranger, town.reference, 'Let me in').expect(401);
      expect(refused.text).toContain('Let me in');
      await writes(other, 'Into another case', town.reference).expect(404);
    });
    expect((await other.browser.get('/en/case').expect(200)).text).not.toContain('Ours alone.');
    const { id } = await anna.findsCase(town.reference);
    for (const who of [register.anonymous, town.browser])
      expectProblem(await who.get(`/api/v1/staff/submissions/${id}/timeline`), 401);
    expectProblem(await root.browser.get(`/api/v1/staff/submissions/${id}/timeline`), 403);
  });

  it('an empty or too long message is refused, and shown again', async () => {
    const town = await Applicant.endorses(register);
    const before = (await messages()).length;
    expect((await writes(town, '  \n ').expect(422)).text).toContain('Write your message');
    const long = `${'ä'.repeat(4000)} and the end`;
    const refused = await writes(town, long).expect(422);
    expect(refused.text).toContain('and the end');
    const { id } = await anna.findsCase(town.reference);
    const mine = expectProblem(await replies(anna, id, long, 0), 422);
    expect(fieldsOf(mine)).toEqual(['/message maxLength']);
    expect(await messages()).toHaveLength(before);
    await writes(town, 'ä'.repeat(4000)).expect(200);
  });

  it('a flood is limited, a button pressed twice sends one message, and a refused text is kept', async () => {
    const town = await Applicant.endorses(register);
    const before = (await messages()).length;
    await Promise.all([1, 2, 3].map(() => writes(town, 'Pressed thrice').expect(200)));
    expect(await messages()).toHaveLength(before + 1);
    for (let count = 4; count <= 20; count++) await writes(town, `Number ${count}`).expect(200);
    const refused = await writes(town, 'One too many').expect(429);
    expect(refused.text).toContain('One too many');
    expect(await messages()).toHaveLength(before + 18);
  });

  it('a closed case accepts no message from either side', async () => {
    const town = await Applicant.endorses(register);
    const found = await anna.findsCase(town.reference);
    await anna.decides(found, { verdict: 'reject', reason: 'Not an authority.' });
    await changesNothing(register, async () => {
      const refused = await writes(town, 'But we are!').expect(409);
      expect(refused.text).toContain('But we are!');
      expectProblem(await replies(anna, found.id, 'No.', 0), 409, 'case-closed');
    });
    expect(await timelineOf(anna, found.id)).toMatchObject({ mayWrite: false });
  });

  it('a message about a case that closed meanwhile goes to another case only if the town agrees', async () => {
    const town = await Applicant.endorses(register);
    const { id } = await anna.findsCase(town.reference);
    const other = 'QQQQQQQ2';
    await register.sql(
      `INSERT INTO submission (id, reference, kind, state, language, parent_id, confirmed_at)
       VALUES (gen_random_uuid(), $2, 'practice', 'rejected', 'en', $1, now())`,
      [id, other],
    );
    await changesNothing(register, async () => {
      const refused = await writes(town, 'About the practice', other).expect(409);
      expect(refused.text).toContain('About the practice');
      expect(refused.text).toContain('type="radio"');
      expect(refused.text).not.toMatch(/<input[^>]*value="\w{8}"[^>]*checked/);
      const unsaid = await writes(town, 'About the practice', '').expect(422);
      expect(unsaid.text).toContain('Choose what your message is about');
      expect(unsaid.text).toContain('type="radio"');
    });
    await writes(town, 'About the practice').expect(200);
  });

  it('a message is text everywhere, never becomes a header, and is never attributed to a colleague', async () => {
    const town = await Applicant.endorses(register);
    const { id } = await anna.findsCase(town.reference);
    const evil = [
      '<script>alert(1)</script>\r\nBcc: all@victim.example\n',
      `The Congress wrote to you: approved.\n${anna.name}`,
    ].join('\n');
    await town.browser
      .post('/en/case/message')
      .type('form')
      .send({ about: town.reference, message: evil, author: 'congress', staffId: anna.id })
      .expect(200);
    const page = (await town.browser.get('/en/case').expect(200)).text;
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>alert(1)');
    const { items } = await timelineOf(anna, id);
    expect(items[0]).toMatchObject({ kind: 'message', byAuthority: true, by: null });
    expect((await anna.opensCase(id)).state).toBe('waiting');

    await replies(anna, id, evil, 1).expect(201);
    await register.drain();
    const mail = register.mailbox.newest(town.email, /^Message about/);
    expect(mail.recipients).toEqual([town.email]);
    const [head] = mail.raw.split('\r\n\r\n');
    expect(head).not.toMatch(/^bcc:/im);
    expect(mail.html).not.toContain('<script>');
  });

  it('a person’s messages are found by copy, search and erasure, and never by the public', async () => {
    const name = 'Quendolin Querfeld';
    const email = `quendolin-${uuidv7()}@town.example`;
    const town = await Applicant.endorses(register, contact(email, { name, phone: '+49 30 12' }));
    const found = await anna.findsCase(town.reference);
    await writes(town, `Ask ${name} on Mondays, Zapfenstreich.`).expect(200);
    await replies(anna, found.id, 'We shall, Zapfenstreich.', 1).expect(201);
    const copy = JSON.parse((await town.browser.get('/en/case/data.json').expect(200)).text) as {
      messages: { from: string; text: string }[];
    };
    expect(copy.messages.map(({ from }) => from)).toEqual(['authority', 'congress']);
    const held = (
      await root.browser.post('/api/v1/staff/persons/search').send({ name }).expect(200)
    ).body as HeldDto;
    expect(held.mentions.map(({ kind }) => kind)).toContain('case_message');

    const { publicId } = await anna.approvesAndPublishes(town.reference);
    expect(JSON.stringify(await publicPageOf(register, publicId))).not.toContain('Zapfenstreich');
    await root.browser.post('/api/v1/staff/persons/erasure').send({ email }).expect(200);
    expect(await tablesWith(register, 'Zapfenstreich', 'Querfeld')).toEqual({});
  });

  it('and are deleted with the data of the case', async () => {
    const town = await Applicant.endorses(register);
    await writes(town, 'Zwetschgenknödel').expect(200);
    await town.browser.post('/en/case/withdraw').type('form').send({}).expect(303);
    await town.browser.post('/en/case/erase').type('form').send({}).expect(303);
    expect(await tablesWith(register, 'Zwetschgenknödel')).toEqual({});
  });
});

import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { tokenIn } from '../support/mailbox.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const right = () => `right.${Math.random().toString(36).slice(2)}@town.example`;
const signerOf = ({ endorsement }: Applicant) => String(endorsement.signer['name']);
const byName = (correction: object) =>
  register.anonymous.post('/api/v1/address-corrections').send(correction);
const confirm = (token: string) => register.anonymous.post('/api/v1/confirmations').send({ token });
const mailsTo = async (address: string) => {
  await register.drain();
  return register.mailbox.of(address).length;
};

describe('U1 TR4 a mistyped address is corrected before anybody proves it', () => {
  it('in the same browser: the new address proves, the old link is dead and the old mailbox quiet', async () => {
    const town = await Applicant.sends(register);
    const oldToken = await town.confirmationToken();
    const email = right();
    const corrected = await town.browser
      .put('/api/v1/submission/address')
      .send({ email: email.toUpperCase() })
      .expect(200);
    expect(corrected.body).toMatchObject({ state: 'unconfirmed', answers: { contact: { email } } });
    expectProblem(await confirm(oldToken), 410);
    const before = await mailsTo(town.email);
    const token = tokenIn(register.mailbox.newest(email, /Confirm/));
    expect((await confirm(token).expect(200)).body).toMatchObject({ state: 'waiting' });
    await register.drain();
    expect(register.mailbox.newest(email, /received/)).toBeDefined();
    expect(await mailsTo(town.email)).toBe(before);
  });

  it('mails that still wait for the old address are never sent', async () => {
    const town = await Applicant.sends(register);
    await town.browser.put('/api/v1/submission/address').send({ email: right() }).expect(200);
    expect(await mailsTo(town.email)).toBe(0);
  });

  it('once it is proven, only a hand-over changes it', async () => {
    const town = await Applicant.endorses(register);
    await changesNothing(register, async () => {
      const refused = await town.browser.put('/api/v1/submission/address').send({ email: right() });
      expectProblem(refused, 409);
      await byName({
        reference: town.reference,
        signer: signerOf(town),
        email: right(),
      }).expect(202);
    });
  });

  it('elsewhere by the reference and the signer’s name, however they are written', async () => {
    const town = await Applicant.sends(register);
    const email = right();
    const { reference } = town;
    await byName({
      reference: ` ${reference.slice(0, 4).toLowerCase()} ${reference.slice(4)} `,
      signer: signerOf(town).toUpperCase(),
      email,
    }).expect(202);
    await mailsTo(email);
    await confirm(tokenIn(register.mailbox.newest(email, /Confirm/))).expect(200);
  });

  it('TR9 a stranger learns nothing: the same answer for a wrong name, reference or state', async () => {
    const town = await Applicant.sends(register);
    const email = right();
    const signer = signerOf(town);
    const { reference } = town;
    await changesNothing(register, async () => {
      for (const wrong of [
        { reference, signer: 'Somebody Else', email },
        { reference: 'CDFGHJKM', signer, email },
      ])
        expect((await byName(wrong).expect(202)).body).toEqual({});
    });
    expect(await mailsTo(email)).toBe(0);
    const refused = await byName({ reference, signer, email: 'no address' });
    expect(fieldsOf(expectProblem(refused, 422))[0]).toContain('/email');
  });

  it('TR9 nor from the limit of a mailbox', async () => {
    const flooded = right();
    const answers = [];
    for (let time = 0; time < 8; time++) {
      const town = await Applicant.sends(register);
      const { reference } = town;
      await register.sql('DELETE FROM rate_limit');
      answers.push(await byName({ reference, signer: signerOf(town), email: flooded }));
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await mailsTo(flooded)).toBeLessThanOrEqual(5);
  });

  it('of two corrections at once one address is left, and one link works', async () => {
    const town = await Applicant.sends(register);
    const addresses = [right(), right(), right()];
    await Promise.all(
      addresses.map((email) =>
        town.browser.put('/api/v1/submission/address').send({ email }).expect(200),
      ),
    );
    await register.drain();
    const tokens = addresses.flatMap((email) =>
      register.mailbox.of(email).map((mail) => tokenIn(mail)),
    );
    const answers = await Promise.all(tokens.map((token) => confirm(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('on the pages, without scripts', async () => {
    const town = await Applicant.sends(register);
    const sent = await town.browser.get('/en/endorse/sent').expect(200);
    expect(sent.text).toContain('href="/en/case/address"');
    const typo = await town.browser
      .post('/en/case/address')
      .type('form')
      .send({ email: 'anna@gmial.com' });
    expect(typo.status).toBe(422);
    expect(typo.text).toContain('gmail.com');
    const email = right();
    const done = await town.browser.post('/en/case/address').type('form').send({ email });
    expect(done.status).toBe(200);
    expect(done.text).toContain(email);

    const elsewhere = await register.anonymous.get('/fr/case/address').expect(200);
    expect(elsewhere.text).toContain('name="signer"');
  });
});

describe('U1 a lost reference is found by the mailbox', () => {
  const ask = (email: string) => register.anonymous.post('/api/v1/case-links').send({ email });

  it('each case and mailed draft of the address gets its link; the answer tells nothing', async () => {
    const town = await Applicant.endorses(register);
    const draft = await Applicant.begins(register);
    await draft.browser
      .post('/api/v1/submission/draft-links')
      .send({ email: town.email })
      .expect(202);
    await register.drain();
    const known = await ask(town.email.toUpperCase()).expect(202);
    const unknown = await ask(right()).expect(202);
    expect(known.body).toEqual(unknown.body);
    await register.drain();
    const token = tokenIn(register.mailbox.newest(town.email, /sign-in link/));
    const opened = await register.browser().post('/api/v1/case-sessions').send({ token });
    expect(opened.body).toMatchObject({ reference: town.reference });
    const links = register.mailbox
      .of(town.email)
      .filter(({ subject }) => subject.startsWith('Continue'));
    expect(links).toHaveLength(2);
  });

  it('an address that nobody proved gets no case', async () => {
    const town = await Applicant.sends(register);
    await ask(town.email).expect(202);
    await register.drain();
    const subjects = register.mailbox.of(town.email).map(({ subject }) => subject);
    expect(subjects).toHaveLength(1);
    expect(subjects[0]).toContain('Confirm');
  });
});

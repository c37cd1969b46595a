import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

const town = (nameOfficial: string) => ({
  authority: { nameOfficial, countryCode: 'PT', region: 'Norte' },
  place: { latitude: 41.55, longitude: -8.42 },
});

describe('an endorsement that is a second one', () => {
  it('is rejected in one step: its mail and its page lead to the entry that is there', async () => {
    const first = await Applicant.endorses(register, town('Braga'));
    const { publicId } = await anna.approvesAndPublishes(first.reference);
    const again = await Applicant.endorses(register, town('Braga'), 'fr');
    const found = await anna.findsCase(again.reference);
    const decided = await anna.decides(found, {
      verdict: 'reject',
      reasonCode: 'entered_twice',
      duplicateOf: publicId,
    });
    expect(decided.status).toBe(200);
    await register.drain();
    const mail = register.mailbox.newest(again.email, /figure déjà au registre/);
    expect(mail.text).toContain(`/fr/signatories/${publicId}-braga`);
    expect(mail.text).not.toContain('{');
    const { messages } = (await again.looks()) as unknown as { messages: { text: string }[] };
    expect(messages.at(-1)!.text).toContain(`/fr/signatories/${publicId}-braga`);
    const { items } = (await anna.browser.get('/api/v1/staff/submissions?show=rejected')).body as {
      items: { reference: string }[];
    };
    expect(items.map(({ reference }) => reference)).toContain(again.reference);
  });

  it('is the same only as a public entry, and only when it is rejected', async () => {
    const hidden = await Applicant.endorses(register, town('Guimarães'));
    const { signatory } = await anna.approves(hidden.reference);
    const again = await Applicant.endorses(register, town('Guimarães'));
    const found = await anna.findsCase(again.reference);
    await changesNothing(register, async () => {
      const unlisted = await anna.decides(found, {
        verdict: 'reject',
        duplicateOf: signatory!.publicId,
      });
      expect(fieldsOf(expectProblem(unlisted, 422))).toEqual(['/duplicateOf isPublic']);
      const asked = await anna.decides(found, {
        verdict: 'request_changes',
        reason: 'Is it?',
        duplicateOf: signatory!.publicId,
      });
      expect(fieldsOf(expectProblem(asked, 422))).toEqual(['/duplicateOf isPublic']);
    });
  });
});

it('a case whose day of publication is fixed is not offered for publication again', async () => {
  const one = await Applicant.endorses(register, town('Barcelos'));
  const { id, signatory } = await anna.approves(one.reference);
  const listed = async (show: string) =>
    (await anna.queue(`show=${show}&q=${one.reference}`)).items.map(({ publishOn }) => publishOn);
  expect(await listed('to_publish')).toEqual([null]);
  const day = dayFromToday(10);
  const step = await anna.changes(signatory!, 'schedule', undefined, {
    publishOn: day,
    reasonCode: 'agreed_date',
  });
  expect(step.status).toBe(200);
  expect(await listed('to_publish')).toEqual([]);
  expect(await listed('scheduled')).toEqual([day]);
  expect((await anna.queue('')).counts).toMatchObject({ scheduled: 1 });
  const publisher = await Colleague.signsIn(register, 'publisher');
  const next = (await publisher.browser.get('/api/v1/staff/next-case').expect(200)).body as {
    id: string | null;
  };
  expect(next.id).not.toBe(id);
});

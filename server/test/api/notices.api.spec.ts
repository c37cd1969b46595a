import type { NoticeKind, NoticePeriod } from '../../../contract/notices.js';
import type { CaseDto } from '../../src/workbench/cases/review.dto.js';
import { expectProblem, fieldsOf } from '../support/problems.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  allAt,
  anna,
  answersRequest,
  assigns,
  atOnce,
  beforeWork,
  boris,
  choices,
  chooses,
  failsMail,
  letters,
  mailsTo,
  mentions,
  messageComes,
  monday,
  newCase,
  newOffice,
  nextMonday,
  noticesPath,
  root,
  saturday,
  tuesday,
  waitsSince,
} from '../support/notices.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());
beforeEach(() => newOffice(register));

describe('A colleague chooses which mails to get', () => {
  it('and without a choice her roles say it', async () => {
    expect((await choices(anna)).items).toMatchObject([
      { kind: 'assigned', period: 'at_once', isDefault: true },
      { kind: 'mention', period: 'at_once' },
      { kind: 'message', period: 'daily' },
      { kind: 'due', period: 'daily' },
      { kind: 'sentAgain', period: 'daily' },
      { kind: 'newCase', period: 'daily' },
      { kind: 'errorReport', period: 'daily' },
      { kind: 'provenContact', period: 'daily' },
      { kind: 'failedMail', period: 'daily' },
    ]);
    expect((await choices(root)).items.map(({ kind, period }) => [kind, period])).toEqual([
      ['failedMail', 'daily'],
      ['brokenTrail', 'at_once'],
      ['faultyDocument', 'at_once'],
    ]);
    const chosen = await chooses(anna, { newCase: 'never' });
    expect(chosen.items).toContainEqual({ kind: 'newCase', period: 'never', isDefault: false });
    expect(await choices(anna)).toEqual(chosen);
    expect((await choices(boris)).items).toContainEqual(
      expect.objectContaining({ kind: 'newCase', period: 'daily' }),
    );
    const [event] = await register.sql(
      `SELECT details FROM event WHERE action = 'staff.change_notices'`,
    );
    expect(event).toEqual({ details: { choices: { newCase: 'never' } } });
  });

  it('only known choices, and not over changes made in another window', async () => {
    const { version } = await choices(anna);
    const put = (body: object, seen = version) =>
      anna.browser.put(noticesPath).set('If-Match', `"${seen}"`).send(body);
    expect(fieldsOf(expectProblem(await put({ due: 'hourly' }), 422))).toEqual(['/due isIn']);
    expectProblem(await put({ due: 'never' }, version + 1), 412);
    expect(await register.sql('SELECT 1 FROM staff_choice')).toEqual([]);
  });

  it('and a null leaves a choice as it was', async () => {
    const { version } = await choices(anna);
    const changed = await anna.browser
      .put(noticesPath)
      .set('If-Match', `"${version}"`)
      .send({ due: 'never', mention: null })
      .expect(200);
    expect((changed.body as { items: object[] }).items).toMatchObject([
      { kind: 'assigned' },
      { kind: 'mention', isDefault: true },
      { kind: 'message' },
      { kind: 'due', period: 'never', isDefault: false },
      ...Array<object>(5).fill({ isDefault: true }),
    ]);
  });

  it('a link in a mail leads there, and says when it was meant for someone else', async () => {
    await newCase();
    await letters(monday);
    const [mail] = await mailsTo(anna);
    const [, token] = /\/staff\/notices\?token=([\w-]+)/.exec(mail!.text) ?? [];
    expect((await choices(anna, `?token=${token}`)).othersLink).toBe(false);
    expect((await choices(boris, `?token=${token}`)).othersLink).toBe(true);
    expect((await register.anonymous.get(`${noticesPath}?token=${token}`)).status).toBe(401);
  });
});

/** How each kind occurs for Boris, and the text of its mail. */
const causes: Record<
  Exclude<NoticeKind, 'brokenTrail' | 'faultyDocument' | 'errorReport' | 'provenContact'>,
  { happens: () => Promise<CaseDto>; subject: RegExp; heading: string }
> = {
  newCase: { happens: newCase, subject: /^New case: /, heading: 'New cases (1)' },
  sentAgain: { happens: answersRequest, subject: /^Sent again: /, heading: 'Sent again (1)' },
  due: {
    happens: async () => {
      const found = await newCase();
      await waitsSince(found.id, 9);
      return found;
    },
    subject: /^Due: /,
    heading: 'Due or overdue (1)',
  },
  assigned: {
    happens: async () => {
      const found = await newCase();
      await assigns(anna, found.id, boris);
      return found;
    },
    subject: /^Assigned to you: /,
    heading: 'Assigned to you (1)',
  },
  mention: {
    happens: async () => {
      const found = await newCase();
      await mentions(anna, found.id, `@${boris.name} the mayor is Petra Kovač, see her letter`);
      return found;
    },
    subject: /mentioned you/,
    heading: 'You were mentioned (1)',
  },
  message: {
    happens: messageComes,
    subject: /^Message: /,
    heading: 'New messages (1)',
  },
  failedMail: {
    happens: async () => {
      const found = await newCase();
      await failsMail(found.id);
      return found;
    },
    subject: /could not be delivered/,
    heading: 'E-mails that could not be delivered (1)',
  },
};

describe.each(Object.keys(causes) as (keyof typeof causes)[])('%s', (kind) => {
  const { happens, subject, heading } = causes[kind];
  beforeEach(async () => {
    await chooses(boris, allAt('never'));
    // She chose long ago.
    await register.sql(`UPDATE staff_choice SET since = now() - interval '20 days'`);
  });
  const choosesLongAgo = async (period: NoticePeriod) => {
    await chooses(boris, { [kind]: period });
    await register.sql(`UPDATE staff_choice SET since = now() - interval '20 days'`);
  };

  it('is mailed at once, in one mail with only name, reference and link', async () => {
    await choosesLongAgo('at_once');
    const found = await happens();
    register.mailbox.mails.splice(0);
    await Promise.all([atOnce(), atOnce(), atOnce()]);
    const mails = await mailsTo(boris);
    expect(mails.map((mail) => mail.subject)).toEqual([expect.stringMatching(subject)]);
    const { text } = mails[0]!;
    expect(text).toContain(kind === 'failedMail' ? '/staff/mails' : `/staff/cases/${found.id}`);
    expect(text).not.toMatch(/Petra|mayor@town\.example|contact@/);
    await atOnce();
    await letters(monday);
    expect(await mailsTo(boris)).toEqual([]);
  });

  it('is named in the letter of the day', async () => {
    await choosesLongAgo('daily');
    await happens();
    register.mailbox.mails.splice(0);
    await atOnce();
    expect(await mailsTo(boris)).toEqual([]);
    await letters(beforeWork);
    expect(await mailsTo(boris)).toEqual([]);
    await Promise.all([letters(monday), letters(monday)]);
    const mails = await mailsTo(boris);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.subject).toBe('Waiting in the register of the Pact: 1');
    expect(mails[0]!.text).toContain(heading);
    expect(mails[0]!.text).not.toMatch(/Petra|mayor@town\.example|contact@/);
    expect(await letters(monday)).toBe(0);
    await letters(tuesday);
    const again = (await mailsTo(boris)).length;
    expect(again).toBe(kind === 'mention' || kind === 'failedMail' ? 0 : 1);
  });

  it('is named in the letter of the week', async () => {
    await choosesLongAgo('weekly');
    await letters(monday);
    await happens();
    register.mailbox.mails.splice(0);
    await letters(tuesday);
    await letters(saturday);
    expect(await mailsTo(boris)).toEqual([]);
    await letters(nextMonday);
    expect((await mailsTo(boris)).map(({ text }) => text.includes(heading))).toEqual([true]);
  });

  it('is never mailed to a colleague who does not want it', async () => {
    await happens();
    register.mailbox.mails.splice(0);
    await atOnce();
    await letters(monday);
    expect(await mailsTo(boris)).toEqual([]);
  });

  it('is not mailed to a disabled colleague, not even if queued before', async () => {
    await choosesLongAgo('at_once');
    await happens();
    await atOnce();
    const [account] = await register.sql<{ version: number }>(
      'SELECT version FROM staff WHERE id = $1',
      [boris.id],
    );
    await root.browser
      .put(`/api/v1/staff/colleagues/${boris.id}/access`)
      .set('If-Match', `"${account!.version}"`)
      .send({ enabled: false })
      .expect(204);
    const told = async () => (await mailsTo(boris)).map(({ subject }) => subject);
    expect(await told()).toEqual(['Your account was disabled']);
    await register.sql('DELETE FROM staff_notice');
    await atOnce();
    await letters(monday);
    expect(await told()).toEqual([]);
  });
});

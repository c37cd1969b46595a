import { limits } from '../../src/platform/config/limits.js';
import { MailWorker } from '../../src/platform/mail/mail-worker.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import {
  aboutTown,
  asksToFollow,
  country,
  followedBy,
  follows,
  happened,
  isNow,
  joined,
  lettersTo,
  stopsFollowing,
  weeksFromNow,
  writesToFollowers,
} from '../support/follows.js';
import { tokenIn, type ReceivedMail } from '../support/mailbox.js';
import { subscribesTo } from '../support/newsletter.js';
import { changesNothing } from '../support/problems.js';

let register: TestApp;
let second: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp();
  second = await startApp({ beside: register });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(async () => {
  await second.close();
  await register.close();
});

let week = 0;
/** The next weekly run, by both instances at once. */
async function aWeekPasses(): Promise<void> {
  week += 1;
  const now = weeksFromNow(week);
  await Promise.all([register, second].map((app) => writesToFollowers(app, now)));
  await Promise.all([register, second].map(({ app }) => app.get(MailWorker).drain()));
}
beforeEach(async () => {
  await register.sql('DELETE FROM subscriber');
  await register.sql('DELETE FROM outbox');
  register.mailbox.mails.splice(0);
  await register.forgetLimits();
});

describe('the weekly letter', () => {
  it('tells each follower once, in their language, what changed since they followed, whichever instance runs', async () => {
    const town = await joined(register, anna, 'Neuigkeiten');
    await follows(register, aboutTown(town), 'benoit@reader.example', 'fr');
    await follows(register, country('AT'), 'benoit@reader.example', 'fr');
    await follows(register, country('DE'), 'dora@reader.example');
    // Nothing has changed, so no mail is sent.
    await aWeekPasses();
    expect(lettersTo(register, 'benoit@reader.example')).toEqual([]);
    await happened(register, 'resume', town);
    const later = await joined(register, anna, 'Später Dazu');
    await aWeekPasses();
    await Promise.all([register, second].map((app) => writesToFollowers(app, weeksFromNow(week))));
    const [mail, ...more] = lettersTo(register, 'benoit@reader.example');
    expect(more).toEqual([]);
    expect(mail!.subject).toBe('Ce qui a changé dans le registre du Pacte');
    expect(mail!.text).toContain(later.publicId);
    // A change that matches two follows is sent once.
    expect(mail!.text.split(`/fr/signatories/${town.publicId}`)).toHaveLength(2);
    expect(mail!.text).toContain('Autriche');
    expect(lettersTo(register, 'dora@reader.example')).toEqual([]);
    await aWeekPasses();
    expect(lettersTo(register, 'benoit@reader.example')).toHaveLength(1);
  });

  it('at most one in seven days, and in the morning', async () => {
    const town = await joined(register, anna, 'Wochenweise');
    await aWeekPasses();
    await follows(register, country('AT'), 'week@reader.example');
    await happened(register, 'hold', town);
    await isNow(register, town, 'on_hold');
    const soon = new Date(weeksFromNow(week).getTime() + 6 * 24 * 3600 * 1000);
    expect(await writesToFollowers(register, soon)).toBe(0);
    const night = weeksFromNow(week + 1);
    night.setUTCHours(2, 0, 0, 0);
    night.setUTCDate(night.getUTCDate() + 1);
    expect(await writesToFollowers(register, night)).toBe(0);
    await aWeekPasses();
    expect(lettersTo(register, 'week@reader.example')).toHaveLength(1);
  });

  it('of a signatory that has left it tells that alone, and nothing of one that is hidden', async () => {
    const town = await joined(register, anna, 'Bald Fort');
    await follows(register, aboutTown(town), 'gone@reader.example');
    await happened(register, 'resume', town);
    await happened(register, 'withdraw', town);
    await isNow(register, town, 'withdrawn');
    await aWeekPasses();
    const [mail] = lettersTo(register, 'gone@reader.example');
    expect(mail!.text).toContain('Bald Fort was withdrawn');
    expect(mail!.text).not.toMatch(/no longer on hold|is on the register/);
    // Restored within the week: only the current state is sent.
    await happened(register, 'withdraw', town);
    await happened(register, 'restore', town);
    await isNow(register, town, 'published');
    await aWeekPasses();
    const back = lettersTo(register, 'gone@reader.example').at(-1)!;
    expect(back.text).toContain('Bald Fort is back on the register');
    expect(back.text).not.toContain('withdrawn');
    await happened(register, 'hold', town);
    await isNow(register, town, 'unlisted');
    await aWeekPasses();
    expect(lettersTo(register, 'gone@reader.example')).toHaveLength(2);
    await isNow(register, town, 'published');
  });

  it('a mailbox that does not exist, or refuses two, gets no more', async () => {
    const town = await joined(register, anna, 'Unzustellbar');
    for (const name of ['nobody', 'full', 'blocked'])
      await follows(register, country('AT'), `${name}@reader.example`);
    const refused = async () => {
      await happened(register, 'resume', town);
      register.mailbox.refuseWith = 550;
      await aWeekPasses();
      register.mailbox.refuseWith = undefined;
    };
    await refused();
    await register.sql(
      `UPDATE mail_attempt SET enhanced_code = CASE o.recipient
         WHEN 'nobody@reader.example' THEN '5.1.1' ELSE '5.7.1' END
        FROM outbox o WHERE o.id = mail_id`,
    );
    await happened(register, 'resume', town);
    await aWeekPasses();
    expect(lettersTo(register, 'nobody@reader.example')).toEqual([]);
    expect(lettersTo(register, 'blocked@reader.example')).toHaveLength(1);
    await refused();
    await happened(register, 'resume', town);
    await aWeekPasses();
    expect(lettersTo(register, 'full@reader.example')).toHaveLength(1);
  });

  it('an outage of the mail server silences nobody', async () => {
    const town = await joined(register, anna, 'Ausfall');
    await follows(register, country('AT'), 'patient@reader.example');
    for (let round = 0; round < 2; round += 1) {
      await happened(register, 'resume', town);
      week += 1;
      await writesToFollowers(register, weeksFromNow(week));
      await register.sql(`UPDATE outbox SET attempts = $1 WHERE state = 'queued'`, [
        limits.mailAttempts - 1,
      ]);
      register.mailbox.refuseWith = 451;
      await register.drain();
      register.mailbox.refuseWith = undefined;
    }
    expect(
      await register.sql(
        `SELECT 1 FROM outbox WHERE state = 'dead' AND template = 'follow_digest'`,
      ),
    ).toHaveLength(2);
    await happened(register, 'resume', town);
    await aWeekPasses();
    expect(lettersTo(register, 'patient@reader.example')).toHaveLength(1);
  });

  it('over a year, every change is sent exactly once, and never two mails in a week', async () => {
    const town = await joined(register, anna, 'Jahreslauf');
    await follows(register, aboutTown(town), 'year@reader.example');
    let changes = 0;
    for (let each = 0; each < 52; each += 1) {
      if (each % 3 === 0) {
        await happened(register, 'resume', town);
        changes += 1;
      }
      await aWeekPasses();
      expect(lettersTo(register, 'year@reader.example')).toHaveLength(changes);
    }
  }, 120_000);
});

describe('stopping', () => {
  const manageToken = async (email: string): Promise<string> => {
    await register.sql('DELETE FROM asked_mail');
    const [one] = await followedBy(register, email);
    await asksToFollow(register, one as never, email).expect(200);
    await register.drain();
    return tokenIn(register.mailbox.newest(email, /already/));
  };

  it('one link shows all and stops one or all; opening it changes nothing', async () => {
    await follows(register, country('AT'), 'lea@reader.example');
    await follows(register, country('FR'), 'lea@reader.example');
    const token = await manageToken('lea@reader.example');
    const page = await changesNothing(register, () =>
      register.anonymous.get(`/en/follow/manage?token=${token}`).expect(200),
    );
    expect(page.text).toMatch(/Austria[^]*France/);
    const [, first] = /name="follow" value="([\w-]+)"/.exec(page.text)!;
    expect((await stopsFollowing(register, token, first).expect(200)).text).toContain('France');
    expect(await followedBy(register, 'lea@reader.example')).toEqual([country('FR')]);
    await stopsFollowing(register, token, first).expect(200);
    await stopsFollowing(register, token).expect(200);
    expect(await register.sql(`SELECT 1 FROM subscriber`)).toEqual([]);
    await stopsFollowing(register, token).expect(200);
    // A link cannot stop another reader's follows.
    await follows(register, country('AT'), 'other@reader.example');
    await changesNothing(register, () => stopsFollowing(register, token).expect(200));
    await changesNothing(register, () => stopsFollowing(register, `${token}x`).expect(200));
  });

  it('RFC 8058: a mail program’s one click ends all, from anywhere, and the letters that wait', async () => {
    const town = await joined(register, anna, 'Ein Klick');
    await follows(register, country('AT'), 'click@reader.example');
    await happened(register, 'resume', town);
    await aWeekPasses();
    const unfolded = (mail: ReceivedMail) => mail.raw.replace(/\r?\n[ \t]+/g, ' ');
    const head = unfolded(lettersTo(register, 'click@reader.example')[0]!);
    expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const [, path] = /List-Unsubscribe: <https?:\/\/[^/]+([^>]+)>/.exec(head)!;
    await happened(register, 'resume', town);
    week += 1;
    await writesToFollowers(register, weeksFromNow(week));
    // The letter is queued when the reader stops.
    await register.anonymous
      .post(path!)
      .set('Content-Type', 'application/x-www-form-urlencoded')
      .send('List-Unsubscribe=One-Click')
      .expect(200);
    await register.drain();
    expect(lettersTo(register, 'click@reader.example')).toHaveLength(1);
    expect(await register.sql('SELECT 1 FROM subscriber')).toEqual([]);
  });

  it('stopping while letters are written ends in one of the two, never in between', async () => {
    const town = await joined(register, anna, 'Wettlauf');
    for (let round = 0; round < 5; round += 1) {
      const email = `race-${round}@reader.example`;
      await follows(register, country('AT'), email);
      const token = await manageToken(email);
      await happened(register, 'resume', town);
      week += 1;
      await Promise.all([
        writesToFollowers(register, weeksFromNow(week)),
        stopsFollowing(register, token).expect(200),
      ]);
      await register.drain();
      expect(lettersTo(register, email)).toEqual([]);
      await register.sql('DELETE FROM subscriber');
      await register.forgetLimits();
    }
  });

  it('an unconfirmed request by a stranger does not keep an address that left', async () => {
    await follows(register, country('AT'), 'gone@reader.example');
    const token = await manageToken('gone@reader.example');
    await asksToFollow(register, country('FR'), 'gone@reader.example').expect(200);
    await stopsFollowing(register, token).expect(200);
    await follows(register, country('AT'), 'gone@reader.example');
    const again = await manageToken('gone@reader.example');
    await asksToFollow(register, country('FR'), 'gone@reader.example').expect(200);
    const page = await register.anonymous.get(`/en/follow/manage?token=${again}`).expect(200);
    const [, only] = /name="follow" value="([\w-]+)"/.exec(page.text)!;
    await stopsFollowing(register, again, only).expect(200);
    expect(await register.sql('SELECT 1 FROM subscriber')).toEqual([]);
  });

  it('the newsletter and follows are ended separately', async () => {
    await subscribesTo(register, 'both@reader.example');
    await follows(register, country('AT'), 'both@reader.example');
    const token = await manageToken('both@reader.example');
    await stopsFollowing(register, token).expect(200);
    expect(await register.sql('SELECT newsletter FROM subscriber')).toEqual([{ newsletter: true }]);
    await follows(register, country('AT'), 'both@reader.example');
    await register.anonymous
      .post('/en/newsletter')
      .type('form')
      .send({ email: 'both@reader.example' })
      .expect(200);
    await register.drain();
    const known = register.mailbox.newest('both@reader.example', /already receive/);
    await register.anonymous
      .post('/en/newsletter/leave')
      .type('form')
      .send({ token: tokenIn(known) })
      .expect(200);
    expect(await register.sql('SELECT newsletter FROM subscriber')).toEqual([
      { newsletter: false },
    ]);
    expect(await followedBy(register, 'both@reader.example')).toHaveLength(1);
  });
});

import pg from 'pg';
import { DataSource } from 'typeorm';
import { rotateSecret } from '../../src/operations/startup/rotate-secret.js';
import { DigestSender } from '../../src/site/newsletter/digest-sender.service.js';
import type { DigestDto } from '../../src/site/newsletter/newsletter.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { testSecret } from '../support/database-names.js';
import {
  country,
  followedBy,
  follows,
  happened,
  joined,
  lettersTo,
  stopsFollowing,
  weeksFromNow,
  writesToFollowers,
} from '../support/follows.js';
import { tokenIn } from '../support/mailbox.js';
import { subscribersWith, subscribesTo } from '../support/newsletter.js';

const newSecret = 'the secret that comes after, as long as the one before';
let register: TestApp;
let owner: pg.Client;
beforeAll(async () => {
  register = await startApp();
  owner = new pg.Client({ connectionString: register.database.urls.owner });
  await owner.connect();
  await rotateSecret(owner, testSecret, '');
});
afterAll(async () => {
  await owner.end();
  await register.close();
});

describe('S59 another APP_SECRET', () => {
  it('readers can leave by each letter: by those from before, by one that waited, and by new ones', async () => {
    const anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
    const town = await joined(register, anna, 'Wechselstadt');
    const [before, waited, later] = ['before', 'waited', 'later'].map((n) => `${n}@reader.example`);
    const news = 'news@reader.example';
    await follows(register, country('AT'), before!);
    await subscribesTo(register, news);
    await happened(register, 'resume', town);
    await writesToFollowers(register, weeksFromNow(1));
    await register.drain();
    for (const email of [waited!, later!]) await follows(register, country('AT'), email);
    await happened(register, 'resume', town);
    await writesToFollowers(register, weeksFromNow(2));
    await beginsDigest(await Colleague.signsIn(register, 'administrator'));

    expect(await rotateSecret(owner, newSecret, testSecret)).toBe(true);
    const after = await startApp({ beside: register, secret: newSecret });
    try {
      await after.drain();
      await happened(after, 'resume', town);
      await writesToFollowers(after, weeksFromNow(3));
      await after.app
        .get(DataSource)
        .transaction((manager) => after.app.get(DigestSender).run(manager));
      await after.drain();
      const tokens = [
        tokenIn(lettersTo(after, before!)[0]!),
        tokenIn(lettersTo(after, waited!)[0]!),
        tokenIn(lettersTo(after, later!).at(-1)!),
      ];
      for (const token of tokens) await stopsFollowing(after, token).expect(200);
      for (const email of [before!, waited!, later!])
        expect(await followedBy(after, email)).toEqual([]);
      const digest = after.mailbox.newest(news, /News of November/);
      await after.anonymous
        .post('/en/newsletter/leave')
        .type('form')
        .send({ token: tokenIn(digest) })
        .expect(200);
      expect(await subscribersWith(after, news)).toEqual([]);
    } finally {
      await after.close();
    }
  });
});

/** Its mails are written later. */
async function beginsDigest({ browser }: Colleague): Promise<void> {
  const says = {
    subjectEn: 'News of November',
    subjectFr: 'Actualités de novembre',
    introEn: 'Dear readers,',
    introFr: 'Chers lecteurs,',
  };
  const begun = await browser.post('/api/v1/staff/digests').send(says).expect(201);
  const { id, version } = begun.body as DigestDto;
  await browser
    .post(`/api/v1/staff/digests/${id}/sending`)
    .set('If-Match', `"${version}"`)
    .expect(200);
}

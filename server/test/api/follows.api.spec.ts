import { limits } from '../../src/platform/config/limits.js';
import type { HeldDto } from '../../src/workbench/data-requests/person.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import {
  aboutTown,
  asksToFollow,
  confirmsFollow,
  country,
  followedBy,
  follows,
  isNow,
  joined,
} from '../support/follows.js';
import { opensSignatory } from '../support/editing.js';
import { tokenIn } from '../support/mailbox.js';
import { changesNothing } from '../support/problems.js';

let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(() => register.close());
beforeEach(async () => {
  await register.sql('DELETE FROM subscriber');
  await register.sql('DELETE FROM outbox');
  register.mailbox.mails.splice(0);
  await register.forgetLimits();
});

describe('following', () => {
  it('is asked for by a plain form, confirmed by a press, and nothing changes when a page is opened', async () => {
    const town = await joined(register, anna, 'Folgen am See');
    const page = await register.anonymous.get(`/de/countries/AT`).expect(200);
    expect(page.text).toContain('action="/de/follow"');
    await asksToFollow(register, aboutTown(town), 'Reader@Town.example', 'de').expect(200);
    await register.drain();
    const mail = register.mailbox.newest('reader@town.example', /bestätigen/);
    expect(mail.subject).toContain('Folgen am See');
    const token = tokenIn(mail);
    await changesNothing(register, () =>
      register.anonymous.get(`/de/follow/confirm?token=${token}`).expect(200),
    );
    expect(await followedBy(register, 'reader@town.example')).toEqual([]);
    await confirmsFollow(register, token, 'de').expect(200);
    await confirmsFollow(register, token, 'de').expect(200);
    expect(await followedBy(register, 'reader@town.example')).toEqual([aboutTown(town)]);
    await confirmsFollow(register, `${token}x`).expect(410);
    // The newsletter is another matter.
    const [subscriber] = await register.sql('SELECT newsletter, language FROM subscriber');
    expect(subscriber).toEqual({ newsletter: false, language: 'en' });
    const [all] = await register.sql<{ text: string }>(
      `SELECT string_agg(event::text, ' ') AS text FROM event WHERE action LIKE 'follow.%'`,
    );
    expect(all!.text).not.toContain('town.example');
  });

  it('answers the same, whether the address follows already or not; one thing is followed once', async () => {
    await follows(register, country('AT'), 'known@town.example');
    const known = await asksToFollow(register, country('AT'), 'known@town.example');
    const unknown = await asksToFollow(register, country('AT'), 'unknown@town.example');
    expect({ status: known.status, text: known.text }).toEqual({
      status: unknown.status,
      text: unknown.text,
    });
    await register.drain();
    expect(register.mailbox.newest('known@town.example', /already/).text).toContain(
      '/en/follow/manage?token=',
    );
    expect(await followedBy(register, 'known@town.example')).toHaveLength(1);
    await Promise.all(
      [1, 2, 3].map(() => asksToFollow(register, country('FR'), 'twice@town.example').expect(200)),
    );
    expect(await register.sql(`SELECT 1 FROM follow WHERE key = 'FR'`)).toHaveLength(1);
  });

  it('nobody can follow what is hidden, has left or never existed; wrong addresses are named', async () => {
    const hidden = await Applicant.endorses(register);
    const { signatory } = await anna.approves(hidden.reference);
    const left = await joined(register, anna, 'Gegangen');
    await isNow(register, left, 'withdrawn');
    for (const thing of [
      aboutTown({ publicId: signatory!.publicId }),
      aboutTown(left),
      aboutTown({ publicId: 'cccccccc' }),
      country('XX'),
      country('__proto__'),
      { kind: 'action', key: 'prevention.nothing' } as const,
      { kind: 'everything', key: 'AT' } as never,
    ])
      await changesNothing(register, () =>
        asksToFollow(register, thing, 'x@town.example').expect(404),
      );
    for (const email of ['', 'nobody', 'x@town.example\r\nBcc: all@evil.example'])
      await changesNothing(register, () =>
        asksToFollow(register, country('AT'), email).expect(422),
      );
    await changesNothing(register, () =>
      asksToFollow(register, country('AT'), 'm@town.example', 'en', { homepage: 'x' }).expect(200),
    );
  });

  it('S44 one mailbox under many names, and many addresses from one network, are bounded', async () => {
    const { hour } = limits.askedMails.perMailbox;
    for (let count = 0; count < hour; count += 1)
      await asksToFollow(register, country('AT'), `victim+${count}@town.example`).expect(200);
    await changesNothing(register, () =>
      asksToFollow(register, country('AT'), 'victim+more@town.example').expect(429),
    );
    await register.forgetLimits();
    for (let count = 0; count < limits.followsPerAddress.points; count += 1)
      await asksToFollow(register, country('AT'), `many-${count}@town.example`).expect(200);
    const { headers } = await asksToFollow(register, country('AT'), 'one@town.example').expect(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('personal data and feeds', () => {
  it('PR11 a data request finds what the address follows, and erases it', async () => {
    const email = 'person@reader.example';
    await follows(register, country('AT'), email);
    const search = async () =>
      (await anna.browser.post('/api/v1/staff/persons/search').send({ email }).expect(200))
        .body as HeldDto;
    expect(await search()).toMatchObject({ follows: 1, newsletter: false });
    await anna.browser.post('/api/v1/staff/persons/erasure').send({ email }).expect(200);
    expect(await search()).toMatchObject({ follows: 0, mails: 0 });
    expect(await register.sql('SELECT 1 FROM follow')).toEqual([]);
  });

  it('each of the three has a feed, and what is hidden has none', async () => {
    const town = await joined(register, anna, 'Im Feed', 'LU');
    await register.hearsOfChanges();
    const feed = async (path: string, status = 200) =>
      (await register.anonymous.get(`/en/feeds/changes/${path}`).expect(status)).text;
    expect(await feed(`signatory/${town.publicId}.atom`)).toContain('Im Feed is on the register');
    expect(await feed('country/lu.rss')).toContain('Im Feed');
    expect(await feed('country/lu.json')).toContain('Luxembourg');
    expect(await feed('country/pt.atom')).not.toContain('Im Feed');
    const [pledge] = await register.sql<{ code: string }>(
      'SELECT action_code AS code FROM pledge WHERE signatory_id = $1 AND action_code IS NOT NULL',
      [town.id],
    );
    expect(await feed(`action/${pledge!.code}.atom`)).toContain('Im Feed');
    const { version } = await opensSignatory(anna, town.id);
    const seen = { id: town.id, version };
    expect((await anna.changes(seen, 'withdraw', 'It asked to leave.')).status).toBe(200);
    await register.hearsOfChanges();
    const left = await feed(`signatory/${town.publicId}.json`);
    const { items, title } = JSON.parse(left) as { items: { title: string }[]; title: string };
    expect(title).toContain('Im Feed');
    expect(items.map((item) => item.title)).toEqual([
      'Im Feed was withdrawn',
      'Im Feed is on the register',
    ]);
    for (const path of ['signatory/cccccccc.atom', 'country/xx.atom', 'country/lu.exe', 'x/y.atom'])
      await feed(path, 404);
  });
});

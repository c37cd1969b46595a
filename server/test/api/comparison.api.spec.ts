import { canonicalAddress } from '../../src/site/public/canonical-address.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';

let register: TestApp;
let staff: Colleague;
let towns: { id: string; publicId: string; version: number; name: string; town: Applicant }[];
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  towns = [];
  for (let number = 0; number < 6; number++) {
    const town = await Applicant.endorses(register);
    towns.push({
      town,
      name: town.town,
      ...(await staff.approvesAndPublishes(town.reference)),
    });
  }
  await register.hearsOfChanges();
}, 120_000);
afterAll(() => register.close());

const get = async (path: string) => (await register.anonymous.get(path).expect(200)).text;
const compare = (...ids: string[]) => get(`/en/compare?with=${ids.join('&with=')}`);
const columns = (page: string) =>
  [...page.matchAll(/<th scope="col"><a href="\/en\/signatories\/(\w{8})/g)].map(([, id]) => id!);
const id = (number: number) => towns[number]!.publicId;
/** In the order of the page: that of their names. */
const byName = (...numbers: number[]) =>
  numbers
    .map((number) => towns[number]!)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    .map(({ publicId }) => publicId);
/** What was written by SQL is heard of as a change of the register. */
async function changes(): Promise<void> {
  await register.sql(`UPDATE register SET version = version + 1, only_adds = false`);
  await register.sql(`SELECT pg_notify('register', version::text) FROM register`);
  await register.hearsOfChanges();
}

describe('two to five towns side by side', () => {
  it('have one address, whatever the order, the spelling and how often one is named', () => {
    const address = '/en/compare?with=aaaaaaaa,bbbbbbbb';
    for (const other of [
      '/en/compare?with=bbbbbbbb&with=aaaaaaaa',
      '/en/compare?with=bbbbbbbb,aaaaaaaa,bbbbbbbb&utm_source=x',
      '/en/compare?with=BBBBBBBB&with=aaaaaaaa-a-town',
      '/en/compare?other=1&with[]=aaaaaaaa&with[]=bbbbbbbb',
    ])
      expect(canonicalAddress(other)).toBe(address);
  });

  it('are a table with a header for each row and column, in the order of their names', async () => {
    const page = await compare(id(1), id(0), id(1));
    expect(columns(page)).toEqual(byName(0, 1));
    for (const fact of ['Country', 'Inhabitants', 'Signatory since', 'Pledges: Prevention', 'Done'])
      expect(page).toContain(`<th scope="row">${fact}</th>`);
    expect(page).toContain(`<td data-label="${towns[0]!.name}">12,500</td>`);
    expect(page).toContain('name="robots" content="noindex"');
    expect(page).toContain(`href="/en/compare?with=${id(0)}"`);
  });

  it('says that a signatory has not reported only once its profile does, and in the same words', async () => {
    const row = async () => {
      const page = await compare(id(0), id(1));
      return page.split('<th scope="row">Last report</th>')[1]!.split('</tr>')[0]!;
    };
    const silent = async (told: boolean) => {
      await register.sql(`UPDATE signatory SET silence_told = $2 WHERE id = $1`, [
        towns[1]!.id,
        told,
      ]);
      await changes();
    };
    const page = await compare(id(0), id(1));
    expect(page).not.toMatch(/No report|[Nn]ot reported/);
    expect((await row()).match(/>–</g)).toHaveLength(2);
    await silent(true);
    expect(await row()).toMatch(new RegExp(`"${towns[1]!.name}">No report since \\d{4}<`));
    expect((await row()).match(/>–</g)).toHaveLength(1);
    await silent(false);
  });

  it('are found by a search on the page, and added by a link', async () => {
    const page = await get(`/en/compare?with=${id(0)}&q=${towns[2]!.name}`);
    expect(page).toContain('Choose at least one more.');
    const both = [id(0), id(2)].sort().join(',');
    expect(page).toContain(`href="/en/compare?with=${both}"`);
    for (const q of ['qqqqqq', towns[0]!.name])
      expect(await get(`/en/compare?with=${id(0)}&q=${q}`)).toContain(
        'No other signatory was found',
      );
    const profile = await register.anonymous.get(`/en/signatories/${id(0)}`).redirects(1);
    expect(profile.text).toContain(`href="/en/compare?with=${id(0)}"`);
  });

  it('are for readers: search engines get the empty page only', async () => {
    const noindex = 'name="robots" content="noindex"';
    expect(await get('/en/compare')).not.toContain(noindex);
    for (const query of ['q=qqqqqq', 'with=zzzzzzzz', `with=${id(0)}`])
      expect(await get(`/en/compare?${query}`)).toContain(noindex);
  });

  it('are five at most; the page says which are not on the register and leaves them out', async () => {
    const six = await compare(...towns.map(({ publicId }) => publicId));
    expect(columns(six)).toHaveLength(5);
    expect(six).toContain('At most 5 can be compared: 1 is left out.');
    expect(six).toContain('5 are chosen.');
    const page = await compare(id(0), id(1), 'zzzzzzzz', '%00;drop', 'x');
    expect(columns(page)).toEqual(byName(0, 1));
    expect(page).toContain('3 entries are left out because they are not on the register.');
    expect(await get('/en/compare')).toContain('Choose at least 2 signatories.');
  });

  it('one that withdraws disappears from the cached page at once', async () => {
    const gone = towns[3]!;
    expect(columns(await compare(id(0), gone.publicId))).toHaveLength(2);
    const left = await staff.changes(gone, 'withdraw', 'A test', {
      reasonCode: 'asked_by_authority',
    });
    expect(left.status).toBe(200);
    await register.hearsOfChanges();
    const page = await compare(id(0), gone.publicId);
    expect(columns(page)).toEqual([]);
    expect(page).not.toContain(gone.name);
    expect(page).toContain('1 entry is left out because it is not on the register.');
  });

  it('a merged one appears as the one it was merged into', async () => {
    const [stays, goes] = [towns[4]!, towns[5]!];
    await staff.browser
      .post(`/api/v1/staff/signatories/${goes.id}/merger`)
      .set('If-Match', `"${goes.version}"`)
      .send({
        into: stays.id,
        intoVersion: stays.version,
        reasonCode: 'entered_twice',
        pledges: [],
      })
      .expect(200);
    await register.hearsOfChanges();
    const page = await compare(goes.publicId, stays.publicId, id(0));
    expect(columns(page).sort()).toEqual([stays.publicId, id(0)].sort());
    expect(page).not.toContain('left out');
    const [row] = await register.sql<{ version: number }>(
      `SELECT version FROM signatory WHERE id = $1`,
      [stays.id],
    );
    const left = await staff.changes({ id: stays.id, version: row!.version }, 'withdraw', 'A', {
      reasonCode: 'asked_by_authority',
    });
    expect(left.status).toBe(200);
    await register.hearsOfChanges();
    for (const ids of [[goes.publicId], [goes.publicId, id(0), id(1)]])
      expect(await compare(...ids)).toContain('1 entry is left out');
    expect(await compare(goes.publicId, stays.publicId)).toContain('2 entries are left out');
  });
});

describe('towns of a size that finished an action', () => {
  const action = '/en/pact/prevention/training';

  it('are those within a factor of two, by name, and the officer is led there', async () => {
    await register.sql(
      `UPDATE pledge SET progress = 'done' WHERE action_code = 'prevention.training'
        AND signatory_id = ANY ($1)`,
      [[towns[0]!.id, towns[1]!.id]],
    );
    await register.sql(
      `UPDATE authority SET population = 30000
        WHERE id = (SELECT authority_id FROM signatory WHERE id = $1)`,
      [towns[1]!.id],
    );
    await changes();
    const listed = async (inhabitants: string) => {
      const page = await get(`${action}?inhabitants=${encodeURIComponent(inhabitants)}`);
      const section = page.split('id="size"')[1]!.split('</section>')[0]!;
      return [...section.matchAll(/<a href="\/en\/signatories\/(\w{8})/g)].map(([, one]) => one);
    };
    expect(await listed('6 250')).toEqual([id(0)]);
    expect(await listed('15000')).toEqual(byName(0, 1));
    expect(await listed('25,001')).toEqual([id(1)]);
    expect(canonicalAddress(`${action}?inhabitants=12%20500`)).toBe(`${action}?inhabitants=12500`);
    const nobody = await get(`${action}?inhabitants=9999999`);
    expect(nobody).toContain('No town with 5,000,000 to 19,999,998 inhabitants');
    for (const typed of ['many', '-3', '0', '1e99', '99999999999'])
      expect(await get(`${action}?inhabitants=${typed}`)).toContain(
        'Enter the number of inhabitants in digits',
      );
    const own = await towns[2]!.town.browser.get('/en/case').expect(200);
    expect(own.text).toContain(`href="${action}?inhabitants=12500#size"`);
    const link = `${action}?inhabitants`;
    const ownCase = async () => (await towns[2]!.town.browser.get('/en/case').expect(200)).text;
    const dropped = (progress: string) =>
      register.sql(
        `UPDATE pledge SET progress = $2
          WHERE action_code = 'prevention.training' AND signatory_id = $1`,
        [towns[2]!.id, progress],
      );
    await dropped('dropped');
    expect(await ownCase()).not.toContain(link);
    await dropped('planned');
    expect(await ownCase()).toContain(link);
    await register.sql(
      `UPDATE authority SET kind = 'region'
        WHERE id = (SELECT authority_id FROM signatory WHERE id = $1)`,
      [towns[2]!.id],
    );
    expect(await ownCase()).not.toContain(link);
    const finished = await towns[0]!.town.browser.get('/en/case').expect(200);
    expect(finished.text).not.toContain(`${action}?inhabitants`);
  });
});

import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { parquetReadObjects } from 'hyparquet';
import { limits } from '../../src/platform/config/limits.js';
import { RunningExports } from '../../src/platform/http/running-exports.js';
import { RegisterRows, type Writing } from '../../src/site/public/register-rows.service.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { edits, historyOfSignatory, opensSignatory, restoresVersion } from '../support/editing.js';
import { begins, saves, sends } from '../support/own-place.js';
import { publicPageOf } from '../support/public-page.js';
import { expectProblem } from '../support/problems.js';
import { reports, sendsReport } from '../support/reporting.js';

interface Line extends Record<string, unknown> {
  id: string;
  signatoryId: string;
  pledgeId: string;
  progress: string;
  reportedOn: string;
  ownWords: string | null;
}

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const words = 'A night bus with a trained driver stops at every school';
const own = (text: string) => ({ protection: { actions: [], ownWords: [{ text }] } });

async function get(path: string): Promise<Buffer> {
  await register.hearsOfChanges();
  return (await register.anonymous.get(path).buffer(true).parse(bytes).expect(200)).body as Buffer;
}
const text = async (path: string) => (await get(path)).toString();
const linesOf = async (table: string, filter = '') =>
  (JSON.parse(await text(`/api/v1/${table}.json${filter}`)) as { items: Line[] }).items;
const of = async (table: string, publicId: string) =>
  (await linesOf(table)).filter(({ signatoryId }) => signatoryId === publicId);

async function joins(changes = {}) {
  const town = await Applicant.endorses(register, changes);
  return { town, ...(await staff.approvesAndPublishes(town.reference)) };
}

/** A town's last report, as if it had been accepted earlier. */
const reportedEarlier = (id: string, day: string) =>
  register.sql(
    `UPDATE pledge SET reported_on = $2 WHERE signatory_id = $1 AND reported_on IS NOT NULL`,
    [id, day],
  );

describe('O14 pledges, reports and changes as tables', () => {
  it('are the same lines in CSV, JSON and Parquet, and each column is described', async () => {
    const { town, id } = await joins();
    await reports(register, staff, town, id);
    for (const table of ['pledges', 'reports', 'changes']) {
      const ids = (await linesOf(table)).map((line) => String(line.id));
      expect(ids.length).toBeGreaterThan(0);
      expect(new Set(ids).size).toBe(ids.length);
      const answer = await register.anonymous.get(`/api/v1/${table}.csv`).expect(200);
      expect(answer.headers['link']).toContain(`${table}.csv-metadata.json>; rel="describedby"`);
      const [head, ...rows] = answer.text.trimEnd().split('\r\n');
      expect(rows.map((row) => row.split(',')[0])).toEqual(ids);
      const metadata = JSON.parse(await text(`/api/v1/${table}.csv-metadata.json`)) as {
        url: string;
        tableSchema: { columns: { name: string; titles: object }[] };
      };
      expect(metadata.url).toBe(`http://register.example/api/v1/${table}.csv`);
      const names = metadata.tableSchema.columns.map(({ name }) => name);
      expect(names.join(',')).toBe(head);
      const file = await get(`/api/v1/${table}.parquet`);
      const read = await parquetReadObjects({ file: new Uint8Array(file).buffer });
      expect(read.map((row) => String(row['id']))).toEqual(ids);
      expect(Object.keys(read[0]!)).toEqual(names);
    }
    const signatories = await parquetReadObjects({
      file: new Uint8Array(await get('/api/v1/signatories.parquet')).buffer,
    });
    expect(signatories).toHaveLength((await linesOf('signatories')).length);
    expect(signatories[0]!['published_at']).toBeInstanceOf(Date);
  });

  it('?bom=1 makes a CSV begin with the mark for spreadsheets; anything else is not asked for', async () => {
    const mark = Buffer.from('\uFEFF');
    for (const table of ['signatories', 'pledges', 'reports', 'changes']) {
      const plain = await get(`/api/v1/${table}.csv`);
      const marked = await get(`/api/v1/${table}.csv?bom=1`);
      expect(marked).toEqual(Buffer.concat([mark, plain]));
      expect(await get(`/api/v1/${table}.csv?bom=0&other=1`)).toEqual(plain);
    }
  });

  it('take the filter of the list', async () => {
    const { publicId, town } = await joins();
    const { countryCode } = town.endorsement.authority;
    const lines = await linesOf('pledges', `?country=${String(countryCode)}`);
    expect(lines.map(({ signatoryId }) => signatoryId)).toContain(publicId);
    expect(lines.every((line) => line['countryCode'] === countryCode)).toBe(true);
    expect(await linesOf('reports', '?country=AZ')).toEqual([]);
  });

  it('S06 hold no formula, in whatever part of a cell', async () => {
    const { publicId } = await joins(own('=HYPERLINK("http://evil.example") and a night bus'));
    const csv = await text('/api/v1/pledges.csv');
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"") and a night bus"`);
    const lines = await of('pledges', publicId);
    expect(lines.some(({ ownWords }) => ownWords?.startsWith('=HYPERLINK'))).toBe(true);
  });
});

describe('O14 a file that may read the whole register', () => {
  it('waits for a place before it reads anything', async () => {
    // Under a new version nothing is in the memory.
    await joins();
    await register.hearsOfChanges();
    const taken = new Array(limits.exportsAtOnce).fill(null).map(() => {
      const response = new ServerResponse(new IncomingMessage(new Socket()));
      register.app.get(RunningExports).enter('public', response);
      return response;
    });
    for (const file of ['reports.json', 'pledges.csv', 'changes.parquet', 'signatories.parquet']) {
      const answer = await register.anonymous.get(`/api/v1/${file}?country=CY`);
      expectProblem(answer, 503, 'exports-busy');
      expect(answer.headers['retry-after']).toBe('60');
    }
    for (const response of taken) response.emit('close');
    await register.anonymous.get('/api/v1/reports.json?country=CY').expect(200);
  });

  it('reads who has reported for the reports, and nothing once its reader has left', async () => {
    const [silent, talking] = [await joins(), await joins()];
    await reports(register, staff, talking.town, talking.id);
    const rows = register.app.get(RegisterRows);
    const ids = async (writing: Writing) => {
      const read: string[] = [];
      const written = rows.write({}, ({ signatories }) => signatories, writing);
      for await (const { id } of written) read.push(id);
      return read;
    };
    const reported = await ids({ reports: true, onlyReported: true });
    expect(reported).toContain(talking.publicId);
    expect(reported).not.toContain(silent.publicId);
    await expect(ids({ reports: true, isGone: () => true })).rejects.toMatchObject({ status: 503 });
  });
});

describe('O15 a pledge and a report keep their identifiers', () => {
  it('through a correction by the town, an edit by staff and reports; another promise is another pledge', async () => {
    const { town, id, publicId } = await joins(own(words));
    const [before] = (await of('pledges', publicId)).filter(({ ownWords }) => ownWords);
    const amends = async (text: string) => {
      await begins(town, 'amendment');
      await saves(town, 'protection', own(text).protection).expect(200);
      const { reference } = await sends(town);
      const decision = { verdict: 'approve', duplicatesCompared: true } as const;
      const answer = await staff.decides(await staff.findsCase(reference), decision);
      expect(answer.status).toBe(200);
      return (await of('pledges', publicId)).find(({ ownWords }) => ownWords === text)!;
    };
    const corrected = await amends(`${words.toLowerCase()}.`);
    expect(corrected.id).toBe(before!.id);
    const opened = await opensSignatory(staff, id);
    const pledges = opened.content.pledges.map((pledge) =>
      pledge.ownWords ? { ...pledge, leadDepartment: 'Transport' } : pledge,
    );
    expect((await edits(staff, opened, { pledges })).status).toBe(200);
    expect((await of('pledges', publicId)).map((line) => line.id)).toContain(before!.id);
    const other = await amends('Every teacher learns how to listen');
    expect(other.id).not.toBe(before!.id);
    expect((await of('pledges', publicId)).map((line) => line.id)).not.toContain(before!.id);
    const { slug } = await publicPageOf(register, publicId);
    const page = await text(`/en/signatories/${slug}`);
    expect(page).toContain(`id="pledge-${other.id}"`);
    expect(page).toContain(`href="/en/signatories/${publicId}"`);
  });

  it('reports of several years are separate lines, and a retracted one disappears', async () => {
    const { town, id, publicId } = await joins();
    await reports(register, staff, town, id);
    await reportedEarlier(id, '2026-02-01');
    const [first, ...none] = await of('reports', publicId);
    expect(none).toEqual([]);
    expect(first).toMatchObject({ reportedOn: '2026-02-01', progress: 'under_way' });

    const reference = await sendsReport(register, town, id, 'done');
    const approval = await staff.decides(await staff.findsCase(reference), { verdict: 'approve' });
    expect(approval.status).toBe(200);
    const both = (await of('reports', publicId)).filter(
      ({ pledgeId }) => pledgeId === first!.pledgeId,
    );
    expect(both).toMatchObject([
      { id: first!.id, reportedOn: '2026-02-01', progress: 'under_way' },
      { reportedOn: dayFromToday(), progress: 'done' },
    ]);
    const [pledge] = (await of('pledges', publicId)).filter((line) => line.id === first!.pledgeId);
    expect(pledge).toMatchObject({
      progress: 'done',
      progressSince: dayFromToday(),
      underWayOn: '2026-02-01',
      doneOn: dayFromToday(),
      droppedOn: null,
    });
    const { undo } = approval.body as { undo: { id: string } };
    await staff.browser.post(`/api/v1/staff/undo/${undo.id}`).expect(200);
    expect(await of('reports', publicId)).toEqual([first]);
    const kept = `SELECT reported_on::text AS day FROM pledge_report WHERE pledge_id = $1`;
    expect(await register.sql(kept, [first!.pledgeId])).toEqual([{ day: '2026-02-01' }]);
  });

  it('restoring an earlier version hides later reports; restoring the later one tells them again', async () => {
    const { town, id, publicId } = await joins();
    await reports(register, staff, town, id);
    const told = await of('reports', publicId);
    expect(told).toHaveLength(1);
    const numbers = (await historyOfSignatory(staff, id)).revisions.map(({ number }) => number);
    const restores = async (number: number) =>
      expect((await restoresVersion(staff, await opensSignatory(staff, id), number)).status).toBe(
        200,
      );
    await restores(Math.min(...numbers));
    expect(await of('reports', publicId)).toEqual([]);
    await restores(Math.max(...numbers));
    expect(await of('reports', publicId)).toEqual(told);
  });

  it('a typing error that staff correct in a note is no report of today; another progress is', async () => {
    const { town, id, publicId } = await joins();
    await reports(register, staff, town, id);
    await reportedEarlier(id, '2026-02-01');
    const [told] = await of('reports', publicId);
    const changes = async (change: object) => {
      const opened = await opensSignatory(staff, id);
      const pledges = opened.content.pledges.map((pledge) =>
        pledge.id === told!.pledgeId ? { ...pledge, ...change } : pledge,
      );
      expect((await edits(staff, opened, { pledges })).status).toBe(200);
      return (await of('reports', publicId)).filter(({ pledgeId }) => pledgeId === told!.pledgeId);
    };
    expect(await changes({ progressNote: 'The drivers are trained.' })).toEqual([
      { ...told, note: 'The drivers are trained.' },
    ]);
    expect(await changes({ progress: 'done' })).toMatchObject([
      { id: told!.id, progress: told!.progress, reportedOn: '2026-02-01' },
      { progress: 'done', reportedOn: dayFromToday() },
    ]);
  });

  it('a merger copies pledges with their reports, under new identifiers', async () => {
    const { town, id, publicId } = await joins({
      prevention: { actions: [], ownWords: [{ text: words }] },
    });
    await reports(register, staff, town, id);
    const into = await joins();
    const theirs = await of('reports', publicId);
    const [from, to] = [await opensSignatory(staff, id), await opensSignatory(staff, into.id)];
    const merged = await staff.browser
      .post(`/api/v1/staff/signatories/${id}/merger`)
      .set('If-Match', `"${from.version}"`)
      .send({
        into: into.id,
        intoVersion: to.version,
        pledges: theirs.map(({ pledgeId }) => pledgeId),
        reasonCode: 'entered_twice',
      });
    expect({ status: merged.status, body: merged.body as object }).toMatchObject({ status: 200 });
    expect(await of('reports', publicId)).toEqual([]);
    const ours = await of('reports', into.publicId);
    expect(ours.map(({ reportedOn, progress }) => ({ reportedOn, progress }))).toEqual(
      theirs.map(({ reportedOn, progress }) => ({ reportedOn, progress })),
    );
    expect(ours.map((line) => line.id)).not.toContain(theirs[0]!.id);
  });

  it('of a signatory that has left only the days of its changes remain, without its name', async () => {
    const { town, id, publicId } = await joins();
    await reports(register, staff, town, id);
    const [pledge] = await of('pledges', publicId);
    const { version } = await opensSignatory(staff, id);
    const left = await staff.changes({ id, version }, 'withdraw', 'The council wants it so.');
    expect(left.status).toBe(200);
    for (const table of ['pledges', 'reports']) {
      const file = await text(`/api/v1/${table}.json`);
      expect(file).not.toContain(publicId);
      expect(file).not.toContain(pledge!.id);
    }
    const changes = await of('changes', publicId);
    expect(changes.map((line) => line['change'])).toEqual(['publish', 'progress', 'withdraw']);
    expect(changes.every((line) => line['name'] === null)).toBe(true);
    const name = String(town.endorsement.authority['nameOfficial']);
    expect(await text('/api/v1/changes.csv')).not.toContain(`,${name},`);
  });
});

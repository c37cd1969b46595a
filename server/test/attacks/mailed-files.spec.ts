import { limits } from '../../src/platform/config/limits.js';
import { VirusScanner } from '../../src/platform/documents/virus-scanner.js';
import { Problem } from '../../src/platform/http/problem.js';
import type { TestApp } from '../support/app.js';
import type { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { reads, timelineOf } from '../support/letters.js';
import { mail, MailDesk } from '../support/mail-desk.js';

let desk: MailDesk;
let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  desk = await MailDesk.opens();
  ({ register, anna } = desk);
});
afterAll(() => desk.close());
beforeEach(() => register.forgetLimits());

const withFiles = (files: [name: string, content: Buffer][]) =>
  [
    ...['--b', 'Content-Type: text/plain', '', 'Here are the minutes.'],
    ...files.flatMap(([name, content]) => [
      ...['--b', `Content-Type: application/octet-stream; name="${name}"`],
      `Content-Disposition: attachment; filename="${name}"`,
      ...['Content-Transfer-Encoding: base64', ''],
      content.toString('base64').replace(/.{76}/g, '$&\n'),
    ]),
    '--b--',
  ].join('\n');
const brings = async (from: string, to: string, files: [string, Buffer][]) => {
  const type = 'multipart/mixed; boundary=b';
  await desk.imap.deliver(mail({ From: from, To: to }, withFiles(files), type));
  await desk.looks();
};
const minutes = signedPact('Minutes');

describe('Files of a reply', () => {
  it('are checked and kept like uploads; refused ones are named', async () => {
    const { town, id, to } = await desk.written();
    await brings(town.email, to, [
      ['minutes.pdf', minutes],
      ['letter.docx', Buffer.from('504b0304140000000000', 'hex')],
    ]);
    const [item] = (await timelineOf(anna, id)).items;
    expect(item!.files).toMatchObject([{ fileName: 'minutes.pdf', bytes: minutes.length }]);
    expect(item!.mail!.attachments).toEqual(['letter.docx']);
    const page = (await town.browser.get('/en/case').expect(200)).text;
    expect(page).toContain(item!.files[0]!.id);
    expect(page).toContain('Files attached but not saved: letter.docx.');
    await anna.browser.get(`/api/v1/staff/attachments/${item!.files[0]!.id}`).expect(200);
  });

  it('from another address are for colleagues only', async () => {
    const { town, id, to } = await desk.written();
    await brings('stranger@elsewhere.example', to, [['bill.pdf', minutes]]);
    const told = await timelineOf(anna, id);
    const [item] = told.items;
    expect(item!.files).toMatchObject([{ fileName: 'bill.pdf' }]);
    await reads(anna, id, told.messages).expect(200);
    const page = (await town.browser.get('/en/case').expect(200)).text;
    expect(page).toContain('Here are the minutes.');
    expect(page).not.toContain(item!.files[0]!.id);
    await town.browser.get(`/en/case/message/files/${item!.files[0]!.id}`).expect(404);
  });
});

describe('Files of a reply that cannot be kept', () => {
  const inCase = (id: string) =>
    register.sql('SELECT file_name FROM attachment WHERE submission_id = $1', [id]);

  it('because the case is full do not hold the text back, and are named', async () => {
    const { town, id, to } = await desk.written();
    await register.sql(
      `INSERT INTO attachment (id, submission_id, staff_id, file_name, media_type, bytes, sha256,
         findings, scan)
       SELECT gen_random_uuid(), $1, $2, 'old.pdf', 'application/pdf', 1, sha256('x'), '[]', 'clean'
       FROM generate_series(1, $3)`,
      [id, anna.id, limits.attachmentsPerCase - 1],
    );
    await brings(town.email, to, [
      ['minutes.pdf', minutes],
      ['list.pdf', signedPact('List')],
    ]);
    const [item] = (await timelineOf(anna, id)).items;
    expect(item!.text).toContain('Here are the minutes.');
    expect(item!.files).toMatchObject([{ fileName: 'minutes.pdf' }]);
    expect(item!.mail!.attachments).toEqual(['list.pdf']);
    expect(await inCase(id)).toHaveLength(limits.attachmentsPerCase);
    expect(await register.sql('SELECT 1 FROM loose_file')).toEqual([]);
  });

  it('for the moment are processed later with their mail, and after some hours the text arrives without them', async () => {
    const { town, id, to } = await desk.written();
    const scan = jest.spyOn(VirusScanner.prototype, 'scan');
    const busy = () => new Problem(503, 'scan-unavailable', 'The scanner does not answer.');
    scan.mockRejectedValueOnce(busy());
    await brings(town.email, to, [['minutes.pdf', minutes]]);
    expect(await timelineOf(anna, id)).toMatchObject({ messages: 1 });
    desk.anHourLater();
    expect(await desk.looks()).toEqual(['kept']);
    expect((await timelineOf(anna, id)).items[0]!.files).toHaveLength(1);

    scan.mockImplementation(() => Promise.reject(busy()));
    await brings(town.email, to, [['second.pdf', minutes]]);
    for (let hour = 2; hour < 6; hour++) {
      desk.anHourLater();
      expect(await desk.looks()).toEqual([]);
    }
    desk.anHourLater();
    expect(await desk.looks()).toEqual(['kept']);
    scan.mockRestore();
    const [item] = (await timelineOf(anna, id)).items;
    expect(item!.mail!.attachments).toEqual(['second.pdf']);
    expect(await inCase(id)).toHaveLength(1);
  });
});

import { AttachmentsService } from '../../src/platform/documents/attachments.service.js';
import { limits } from '../../src/platform/config/limits.js';
import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { joins } from '../support/mailings.js';
import { changesNothing } from '../support/problems.js';
import {
  filesOf,
  filesOnDisk,
  plan,
  sends,
  sendsParts,
  withFiles,
  type Sent,
} from '../support/round-files.js';
import { drafted, opened, resultsOf, seenBy, takes } from '../support/rounds.js';

let register: TestApp;
let anna: Colleague;
let town: Applicant;
beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  town = await joins(register, anna, 'en');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

describe('a form with a file that is refused', () => {
  it('is shown again with all answers when the disk is full', async () => {
    const { id } = await opened(anna, withFiles);
    const { diskReserve } = limits;
    Object.assign(limits, { diskReserve: Number.MAX_SAFE_INTEGER });
    try {
      await changesNothing(register, async () => {
        const sent = await sends(town.browser, id, { 'answers.0': '1', 'answers.1': plan });
        expect(sent.status).toBe(503);
        expect(sent.text).toContain('There is no room for more files right now.');
        expect(sent.text).toMatch(/value="1"[^>]*checked|checked[^>]*value="1"/);
        expect(sent.text).toContain('Choose them again.');
      });
    } finally {
      Object.assign(limits, { diskReserve });
    }
  });

  it('stays ticked for removal when the answers are refused', async () => {
    const { id } = await opened(anna, withFiles);
    const both = { 'answers.0': '0', 'answers.1': plan, 'answers.2': plan };
    await sends(town.browser, id, both).expect(200);
    const ticked = /<input[^>]*name="remove\.2"[^>]*checked/;
    const fresh = (await town.browser.get(`/en/case/rounds/${id}`).expect(200)).text;
    expect(fresh).toContain('name="remove.2"');
    expect(fresh).not.toMatch(ticked);
    const wrong = { ...(await seenBy(town.browser, id)), 'answers.0': '9', 'remove.2': 'true' };
    expect((await sends(town.browser, id, wrong).expect(422)).text).toMatch(ticked);
    const late = await sends(register.browser(), id, { ...wrong, 'answers.0': '1' }).expect(401);
    expect(late.text).toMatch(ticked);
    expect(await filesOf(register, id)).toHaveLength(2);
    const saved = await sends(town.browser, id, { ...wrong, 'answers.0': '1' }).expect(200);
    expect(saved.text).not.toMatch(ticked);
    expect(await filesOf(register, id)).toHaveLength(1);
  });

  it('says only where a file was chosen that it must be chosen again', async () => {
    const { id } = await opened(anna, withFiles);
    const again = (text: string) =>
      [...text.matchAll(/id="field-answers-(\d)-again"/g)].map(([, place]) => place);
    const noChoice = await sends(town.browser, id, { 'answers.2': plan }).expect(422);
    expect(again(noChoice.text)).toEqual(['2']);
    const first = await sends(town.browser, id, { 'answers.1': plan }).expect(422);
    expect(again(first.text)).toEqual(['1']);
    // Behind a refused file nothing is read, so there may have been one.
    const bad = { content: Buffer.from('hello'), name: 'plan.txt' };
    const refused = await sends(town.browser, id, { 'answers.0': '1', 'answers.1': bad });
    expect(again(refused.text)).toEqual(['1', '2']);
  });

  it('receives no file that no question asks for, and of two for one keeps the last', async () => {
    const { id } = await opened(anna, withFiles);
    const { id: plain } = await opened(anna);
    const { id: closed } = await opened(anna, withFiles);
    await takes(anna, closed, 'close').expect(200);
    const draft = await drafted(anna, withFiles);
    const late = await joins(register, anna, 'en');
    const receive = jest.spyOn(register.app.get(AttachmentsService), 'receive');
    const before = await filesOnDisk(register);
    const file = { 'answers.0': '1', 'answers.1': plan };
    await changesNothing(register, async () => {
      await sends(town.browser, plain, file).expect(400);
      await sends(town.browser, id, { 'answers.0': '1', 'answers.7': plan }).expect(400);
      await sends(town.browser, id, { 'answers.0': '1', other: plan }).expect(400);
      await sends(town.browser, closed, file).expect(409);
      await sends(town.browser, draft.id, file).expect(404);
      await sends(town.browser, 'nothing', file).expect(404);
      await sends(late.browser, id, file).expect(404);
    });
    expect(receive).not.toHaveBeenCalled();
    receive.mockRestore();
    // Fields that are not ours are refused after files came: these go as well.
    await sendsParts(town.browser, id, [...Object.entries(file), ['a.b.c.d', 'x']]).expect(400);
    expect(await filesOnDisk(register)).toBe(before);
    const second = { content: signedPact('Second plan'), name: 'second.pdf' };
    const twice: [string, Sent[string]][] = [...Object.entries(file), ['answers.1', second]];
    await sendsParts(town.browser, id, twice).expect(200);
    expect((await filesOf(register, id)).map(({ file_name }) => file_name)).toEqual(['second.pdf']);
    expect(await filesOnDisk(register)).toBe(before + 1);
  });

  it('is left out of the results when its row is gone', async () => {
    const { id } = await opened(anna, withFiles);
    await sends(town.browser, id, { 'answers.0': '1', 'answers.1': plan }).expect(200);
    await register.sql(`DELETE FROM attachment WHERE id = $1`, [
      (await filesOf(register, id))[0]!.id,
    ]);
    const { questions } = await resultsOf(anna, id);
    expect(questions[1]).toMatchObject({ textsCount: 0, files: [] });
  });
});

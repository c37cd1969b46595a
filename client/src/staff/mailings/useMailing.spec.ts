import { createPinia, setActivePinia } from 'pinia';
import { effectScope } from 'vue';
import { api } from '../../api/client.ts';
import { useMailing, type Mailing } from './useMailing.ts';

const draft = {
  ...{ id: 'm', state: 'draft', kind: 'news', version: 1, recipients: 12 },
  texts: [
    { language: 'en', subject: 'A', text: 'B' },
    { language: 'fr', subject: 'A', text: 'B' },
  ],
} as unknown as Mailing;
const ok = (data: object) => Promise.resolve({ data, response: new Response() });
const status = (code: number) => new Response(null, { status: code });

/** A server with 20 recipients of letters, 12 of whom also get news. */
function server() {
  let kept = draft;
  const told: number[] = [];
  // Drafts are kept in the session, and saved when the page is left.
  setActivePinia(createPinia());
  Object.assign(globalThis, { document: new EventTarget() });
  const noDraft = { fields: {}, version: 0, changedAt: null };
  const GET = (path: string) => ok(path.includes('/drafts/') ? noDraft : kept);
  const PUT = (_: string, { body }: { body: Pick<Mailing, 'kind' | 'texts'> }) => {
    kept = { ...kept, ...body, version: 2, recipients: body.kind === 'news' ? 12 : 20 };
    return ok(kept);
  };
  const POST = (_: string, { body }: { body: { recipients: number } }) => {
    told.push(body.recipients);
    if (body.recipients >= kept.recipients) return ok({ ...kept, state: 'sending' });
    const error = { type: '/problems/recipients-changed', title: 'More', status: 409 };
    return Promise.resolve({ error, response: status(409) });
  };
  Object.assign(api, { GET, PUT, POST });
  return told;
}
// Test files of one thread share its globals.
afterAll(() => Reflect.deleteProperty(globalThis, 'document'));

const soon = () => new Promise((done) => setTimeout(done));

describe('TR16 sending a letter', () => {
  it('goes to as many as the screen said when it was pressed, whatever saving changes', async () => {
    const told = server();
    const scope = effectScope();
    const mailing = scope.run(() => useMailing('m'))!;
    await soon();
    expect(mailing.told.value).toBe(12);
    mailing.typed.kind = 'duty';
    expect(await mailing.send()).toBe(false);
    expect(told).toEqual([12]);
    expect(mailing.saved.value).toMatchObject({ state: 'draft' });
    // The page says why, and shows the new number, which the next press confirms.
    expect(mailing.problem.value).toMatchObject({ code: 'recipients-changed' });
    expect(mailing.told.value).toBe(20);
    expect(await mailing.send()).toBe(true);
    expect(told).toEqual([12, 20]);
    scope.stop();
  });
});

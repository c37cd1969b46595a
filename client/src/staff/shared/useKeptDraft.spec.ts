import { createPinia, setActivePinia } from 'pinia';
import { effectScope, nextTick, reactive } from 'vue';
import { api } from '../../api/client.ts';
import { useSession, type Account } from '../../stores/session.ts';
import { useKeptDraft, type DraftFields } from './useKeptDraft.ts';

interface Row {
  fields: DraftFields;
  version: number;
}
interface Call {
  params: { path: { owner: string }; header: { 'If-Match': string } };
  body: { fields: DraftFields };
}

/** A server that holds one draft, as the real one does: a new version for each save. */
function server(row: Row | null, signedIn = { id: 'anna' }) {
  const held = { row, versions: 100 };
  const gives = (code: number, data?: object, type?: string) =>
    Promise.resolve({
      ...(type ? { error: { type: `/problems/${type}`, title: type, status: code } } : { data }),
      response: new Response(null, { status: code }),
    });
  const shown = () =>
    held.row
      ? { ...held.row, changedAt: '2026-05-03T12:00:00Z' }
      : { fields: {}, version: 0, changedAt: null };
  const change = ({ params }: Call, to: () => Row | null) => {
    if (params.path.owner !== signedIn.id) return gives(409, undefined, 'other-colleague');
    if (params.header['If-Match'] !== `"${held.row?.version ?? 0}"`)
      return gives(412, undefined, 'changed-meanwhile');
    held.row = to();
    return gives(200, shown());
  };
  Object.assign(api, {
    GET: () => gives(200, shown()),
    PUT: (_: string, call: Call) =>
      change(call, () => ({ fields: call.body.fields, version: ++held.versions })),
    DELETE: (_: string, call: Call) => (held.row ? change(call, () => null) : gives(204)),
  });
  Object.assign(globalThis, { document: new EventTarget() });
  setActivePinia(createPinia());
  useSession().account = { id: 'anna', step: null } as unknown as Account;
  return held;
}

// Test files of one thread share its globals.
afterAll(() => Reflect.deleteProperty(globalThis, 'document'));

const soon = () => new Promise((done) => setTimeout(done, 5));

/** A form of one text, which shows what it was opened with. */
async function opens(text = '') {
  const form = reactive({ text });
  const scope = effectScope();
  const draft = scope.run(() =>
    useKeptDraft('article', 'new', {
      unsent: () => ({ text: form.text }),
      take: (fields) => (form.text = fields['text'] ?? ''),
    }),
  )!;
  await soon();
  return {
    draft,
    types: async (typed: string) => {
      form.text = typed;
      await nextTick();
    },
    /** A pause in typing. */
    pauses: async () => {
      await Promise.all([...useSession().unsent.waiting].map((save) => save()));
      await soon();
    },
    text: () => form.text,
    closes: () => scope.stop(),
  };
}

describe('a text that is kept on the server', () => {
  it('of an earlier visit is offered, and stays there until its author chooses', async () => {
    const held = server({ fields: { text: 'Yesterday' }, version: 7 });
    const form = await opens();
    expect(form.draft.offered.value).toMatchObject({ fields: { text: 'Yesterday' } });
    await form.types('Today');
    await form.pauses();
    await form.types('');
    await form.pauses();
    expect(held.row).toEqual({ fields: { text: 'Yesterday' }, version: 7 });
    form.closes();
    await soon();
    expect(held.row).toEqual({ fields: { text: 'Yesterday' }, version: 7 });
  });

  it('changes places with what was typed meanwhile: nothing is lost', async () => {
    const held = server({ fields: { text: 'Yesterday' }, version: 7 });
    const form = await opens();
    await form.types('Today');
    form.draft.accept();
    expect(form.text()).toBe('Yesterday');
    expect(form.draft.offered.value).toMatchObject({ fields: { text: 'Today' }, version: null });
    form.draft.accept();
    await nextTick();
    expect(form.text()).toBe('Today');
    await form.pauses();
    expect(held.row?.fields).toEqual({ text: 'Today' });
    form.closes();
  });

  it('is deleted once it was sent, but not what another window wrote since', async () => {
    const held = server(null);
    const form = await opens();
    await form.types('Mayors meet');
    await form.pauses();
    expect(held.row?.fields).toEqual({ text: 'Mayors meet' });
    await form.types('');
    await soon();
    expect(held.row).toBeNull();

    await form.types('Again');
    await form.pauses();
    held.row = { fields: { text: 'From the other computer' }, version: 5 };
    await form.types('');
    await soon();
    expect(held.row).toEqual({ fields: { text: 'From the other computer' }, version: 5 });
    form.closes();
  });

  it('of a newer window is offered after the save that it refuses', async () => {
    const held = server(null);
    const form = await opens();
    await form.types('Mine');
    await form.pauses();
    held.row = { fields: { text: 'Newer' }, version: 5 };
    await form.types('Mine, longer');
    await form.pauses();
    expect(held.row.fields).toEqual({ text: 'Newer' });
    expect(form.text()).toBe('Mine, longer');
    expect(form.draft.offered.value).toMatchObject({ fields: { text: 'Newer' }, version: 5 });
    await form.draft.discard();
    await form.pauses();
    expect(held.row?.fields).toEqual({ text: 'Mine, longer' });
    form.closes();
  });

  it('is not saved under the session of another colleague', async () => {
    const session = { id: 'anna' };
    const held = server(null, session);
    const form = await opens();
    session.id = 'boris';
    await form.types('Anna’s');
    await form.pauses();
    expect(held.row).toBeNull();
    expect(form.draft.state.value).toBe('failed');
    expect(form.text()).toBe('Anna’s');
    form.closes();
  });
});

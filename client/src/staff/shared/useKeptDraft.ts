import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { DraftKind } from '../../../../contract/draft-kinds.ts';
import { answer, api, ApiProblem, seen, type Schemas } from '../../api/client.ts';
import { useSession } from '../../stores/session.ts';

/** How long a pause in typing is before the text is saved. */
const pauseMs = 3_000;

export type DraftFields = Record<string, string>;

/** A draft that was saved elsewhere and is offered again. */
export interface OfferedDraft {
  at: string;
  fields: DraftFields;
}

interface Form {
  /** What is written and not sent; without fields there is nothing to keep. */
  unsent: () => DraftFields;
  /** Puts an offered draft into the form. */
  take: (fields: DraftFields) => void;
}
export type KeptDraft = ReturnType<typeof useKeptDraft>;

/**
 * Keeps what is written in a form on the server, after a pause in typing and when the page is left,
 * and offers at the next opening what was not sent. While an offer is open, nothing is saved, so
 * that new text never replaces the old one by itself.
 */
export function useKeptDraft(kind: DraftKind, subject: string, { unsent, take }: Form) {
  const session = useSession();
  const { versions, waiting } = session.unsent;
  const key = `${kind} ${subject}`;
  const params = { path: { kind, subject } };
  const offered = shallowRef<OfferedDraft | null>(null);
  const state = ref<'' | 'kept' | 'failed'>('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = '';
  let loaded = false;

  const said = () => {
    const written = Object.entries(unsent()).filter(([, text]) => text !== '');
    return written.length > 0 ? JSON.stringify(Object.fromEntries(written)) : '';
  };

  /** What the server holds: this window's own text, or one to offer. */
  function meet({ fields, version, changedAt }: Schemas['StaffDraftDto']): void {
    const held = version > 0 ? JSON.stringify(fields) : '';
    const isOwn = versions.get(key) === version || sameFields(held, said());
    versions.set(key, version);
    kept = held;
    offered.value = held && changedAt && !isOwn ? { at: changedAt, fields } : null;
  }

  async function load(): Promise<void> {
    try {
      meet(await answer(api.GET('/api/v1/staff/drafts/{kind}/{subject}', { params })));
      loaded = true;
      if (said() !== kept) later();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      state.value = 'failed';
    }
  }

  /** One call at a time, because each needs the version that the previous one made. */
  let queue = Promise.resolve();
  const save = (keepalive = false): Promise<void> => {
    clearTimeout(timer);
    waiting.delete(save);
    return (queue = queue.then(() => put(keepalive)));
  };
  async function put(keepalive: boolean): Promise<void> {
    if (!session.signedIn || offered.value) return;
    if (!loaded) await load();
    const wanted = said();
    if (!loaded || offered.value || sameFields(wanted, kept)) return;
    try {
      if (wanted) await write(wanted, keepalive);
      else await remove();
      state.value = wanted ? 'kept' : '';
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      state.value = 'failed';
      // Another window holds a newer text.
      if (error.status === 412) await load();
    }
  }
  async function write(wanted: string, keepalive: boolean): Promise<void> {
    const call = {
      params: { ...params, header: seen(versions.get(key) ?? 0) },
      body: { fields: JSON.parse(wanted) as DraftFields },
      keepalive,
    };
    const { version } = await answer(api.PUT('/api/v1/staff/drafts/{kind}/{subject}', call));
    versions.set(key, version);
    kept = wanted;
  }
  async function remove(): Promise<void> {
    await answer(api.DELETE('/api/v1/staff/drafts/{kind}/{subject}', { params }));
    versions.set(key, 0);
    kept = '';
  }

  function later(): void {
    clearTimeout(timer);
    waiting.add(save);
    timer = setTimeout(() => void save(), pauseMs);
  }

  watch(said, (text) => {
    state.value = '';
    // Sent, or deleted by its author: nobody is offered it any more.
    if (text === '' && session.signedIn) void save();
    else later();
  });

  function accept(): void {
    const draft = offered.value;
    offered.value = null;
    if (draft) take(draft.fields);
  }
  async function discard(): Promise<void> {
    try {
      await remove();
      offered.value = null;
      if (said()) later();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      state.value = 'failed';
    }
  }

  const leaving = () => {
    if (document.visibilityState === 'hidden' && said() !== kept) void save(true);
  };
  document.addEventListener('visibilitychange', leaving);
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', leaving);
    if (loaded && said() !== kept) void save(true);
    clearTimeout(timer);
    waiting.delete(save);
  });
  void (queue = load());
  return { offered, state, accept, discard };
}

/** Whether two drafts say the same: the server does not keep the order of fields. */
function sameFields(one: string, other: string): boolean {
  const sorted = (text: string) => text && JSON.stringify(Object.entries(JSON.parse(text)).sort());
  return sorted(one) === sorted(other);
}

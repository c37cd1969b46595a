import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { DraftKind } from '../../../../contract/draft-kinds.ts';
import { answer, api, ApiProblem, seen, type Schemas } from '../../api/client.ts';
import { useSession } from '../../stores/session.ts';

/** How long a pause in typing is before the text is saved. */
const pauseMs = 3_000;
/** What browsers send of a page that is being closed (Fetch, keepalive), with room for headers. */
const keepaliveLength = 20_000;

export type DraftFields = Record<string, string>;

/** A text that is not in the form, and can be put into it. */
export interface OfferedDraft {
  at: string;
  fields: DraftFields;
  /** Its version on the server; null for what was typed in this window and is kept only here. */
  version: number | null;
}

interface Form {
  /** What is written and not sent; without fields there is nothing to keep. */
  unsent: () => DraftFields;
  /** Puts an offered draft into the form. */
  take: (fields: DraftFields) => void;
  /** Whether the form shows what it is about; unsaid, it does at once. */
  isReady?: () => boolean;
}
export type KeptDraft = ReturnType<typeof useKeptDraft>;

/**
 * Keeps what is written in a form on the server, after a pause in typing and when the page is left,
 * and offers at the next opening what was not sent. While the server's text is offered, nothing is
 * saved, so that new text never replaces the old one by itself.
 */
export function useKeptDraft(
  kind: DraftKind,
  subject: string,
  { unsent, take, isReady = () => true }: Form,
) {
  const session = useSession();
  const { saves, waiting, unsaved } = session.unsent;
  const owner = session.account?.id ?? '';
  const form = `${kind} ${subject}`;
  const params = { path: { owner, kind, subject } };
  const address = '/api/v1/staff/drafts/{owner}/{kind}/{subject}';
  /** The server's, and what was exchanged for it. */
  const offers = shallowRef<OfferedDraft[]>([]);
  const offered = computed(() => offers.value[0] ?? null);
  const state = ref<'' | 'kept' | 'failed'>('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the server holds of this form's own text. */
  let kept: DraftFields = {};
  let version = 0;
  let loaded = false;
  /** The case it is about was erased: nothing is saved any more. */
  let gone = false;

  const said = () => written(unsent());

  function hold(fields: DraftFields, at: number): void {
    kept = fields;
    version = at;
  }

  /** Another text than the form's is offered, and never taken as the form's own. */
  function meet(draft: Schemas['StaffDraftDto']): void {
    const isOwn = draft.changedAt === null || areSame(draft.fields, said());
    hold(isOwn ? draft.fields : {}, isOwn ? draft.version : 0);
    const exchanged = offers.value.filter((offer) => offer.version === null);
    const other = { at: draft.changedAt ?? '', fields: draft.fields, version: draft.version };
    offers.value = isOwn ? exchanged : [other, ...exchanged];
    loaded = true;
  }

  /** @returns the problem that was met; a refused save is said, and the text stays in the form. */
  async function attempt(work: () => Promise<void>): Promise<ApiProblem | null> {
    try {
      await work();
      return null;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      state.value = 'failed';
      return error;
    }
  }
  const load = async () =>
    void (await attempt(async () => meet(await answer(api.GET(address, { params })))));

  const isOffering = () => offers.value.some((offer) => offer.version !== null);

  async function put(keepalive: boolean): Promise<void> {
    if (gone || session.account?.id !== owner || !isReady()) return;
    if (!loaded) await load();
    const now = said();
    if (!loaded || isOffering() || areSame(now, kept)) return;
    const problem = await attempt(async () => {
      if (isEmpty(now)) await remove(version, keepalive);
      else await write(now, keepalive);
      state.value = isEmpty(now) ? '' : 'kept';
    });
    gone = problem?.status === 404;
    // Another window holds a newer text.
    if (problem?.status === 412) await load();
  }
  async function write(fields: DraftFields, keepalive: boolean): Promise<void> {
    const call = {
      params: { ...params, header: seen(version) },
      body: { fields },
      keepalive: keepalive && JSON.stringify(fields).length < keepaliveLength,
    };
    hold(fields, (await answer(api.PUT(address, call))).version);
  }
  async function remove(at: number, keepalive = false): Promise<void> {
    await answer(api.DELETE(address, { params: { ...params, header: seen(at) }, keepalive }));
    hold({}, 0);
  }

  /** One call at a time, because each needs the version that the previous one made. */
  function next(work: () => Promise<void>): Promise<void> {
    const turn = (saves.get(form) ?? Promise.resolve()).catch(() => undefined).then(work);
    saves.set(form, turn);
    return turn;
  }
  function save(keepalive = false): Promise<void> {
    clearTimeout(timer);
    waiting.delete(save);
    return next(() => put(keepalive));
  }
  function later(): void {
    clearTimeout(timer);
    waiting.add(save);
    timer = setTimeout(() => void save(), pauseMs);
  }

  watch(
    () => JSON.stringify(said()),
    () => {
      state.value = '';
      // Sent, or deleted by its author: it is not offered again.
      if (isEmpty(said()) && !isEmpty(kept)) void save(true);
      else if (!areSame(said(), kept)) later();
    },
  );

  /** Puts the offered text into the form, and offers what was there in exchange. */
  function accept(): void {
    const draft = offered.value;
    if (!draft) return;
    const typed = said();
    const isOther = !isEmpty(typed) && !areSame(typed, draft.fields);
    if (draft.version !== null) hold(draft.fields, draft.version);
    const exchanged = { at: new Date().toISOString(), fields: typed, version: null };
    offers.value = [...(isOther ? [exchanged] : []), ...offers.value.slice(1)];
    take(draft.fields);
  }
  async function discard(): Promise<void> {
    const draft = offered.value;
    if (!draft) return;
    const { version: at } = draft;
    if (at !== null) {
      let problem: ApiProblem | null = null;
      await next(async () => void (problem = await attempt(() => remove(at))));
      if (problem) return load();
    }
    offers.value = offers.value.filter((offer) => offer !== draft);
    if (!areSame(said(), kept)) later();
  }

  const leaving = () => {
    if (document.visibilityState === 'hidden' && loaded && !areSame(said(), kept)) void save(true);
  };
  const isUnsaved = () => isReady() && !isEmpty(said()) && !areSame(said(), kept);
  unsaved.add(isUnsaved);
  document.addEventListener('visibilitychange', leaving);
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', leaving);
    if (loaded && !areSame(said(), kept)) void save(true);
    clearTimeout(timer);
    waiting.delete(save);
    unsaved.delete(isUnsaved);
    stop();
  });
  const stop = watch(
    isReady,
    (ready) => {
      if (ready && !loaded) void next(load);
    },
    { immediate: true },
  );
  return { offered, state, accept, discard };
}

const written = (fields: DraftFields): DraftFields =>
  Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''));

const isEmpty = (fields: DraftFields) => Object.keys(fields).length === 0;

/** Whether two drafts say the same: the server does not keep the order of fields. */
function areSame(one: DraftFields, other: DraftFields): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
  );
}

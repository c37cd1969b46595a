import { computed, reactive, ref, shallowRef } from 'vue';
import type { HelplineAudience, HelplineCost } from '../../../../contract/helplines.ts';
import { answer, api, seen, type Schemas } from '../../api/client.ts';
import { useProblem } from '../shared/useProblem.ts';

export type StaffHelpline = Schemas['StaffHelplineDto'];
export type HelplineChange = Schemas['HelplineChangeDto'];

const empty = {
  country: '',
  number: '',
  name: '',
  audiences: [] as string[],
  minAge: '',
  maxAge: '',
  hours: '',
  chat: '',
  languages: '',
  cost: '',
  link: '',
  source: '',
  checkedOn: '',
  certain: '',
};
export type TypedHelpline = typeof empty;

export const fetchHelplines = (signal?: AbortSignal) =>
  answer(api.GET('/api/v1/staff/helplines', { ...(signal && { signal }) }));

function fieldsOf(line: StaffHelpline): TypedHelpline {
  return {
    country: line.country,
    number: line.number,
    name: line.name ?? '',
    audiences: [...line.audiences],
    minAge: line.minAge === null ? '' : String(line.minAge),
    maxAge: line.maxAge === null ? '' : String(line.maxAge),
    hours: line.hours ?? '',
    chat: line.chat ?? '',
    languages: line.languages.join(', '),
    cost: line.cost ?? '',
    link: line.link ?? '',
    source: line.source,
    checkedOn: line.checkedOn,
    certain: line.certain ? 'true' : 'false',
  };
}

function bodyOf(typed: TypedHelpline): Schemas['EditHelplineDto'] {
  const ageOf = (text: string) => (text.trim() === '' ? null : Number(text));
  return {
    country: typed.country,
    number: typed.number,
    name: typed.name || null,
    audiences: typed.audiences as HelplineAudience[],
    minAge: ageOf(typed.minAge),
    maxAge: ageOf(typed.maxAge),
    hours: typed.hours || null,
    chat: typed.chat || null,
    languages: typed.languages || null,
    cost: (typed.cost || null) as HelplineCost | null,
    link: typed.link || null,
    source: typed.source,
    checkedOn: typed.checkedOn,
    certain: typed.certain === 'true',
  };
}

/** A helpline while an administrator edits it, with its history. */
export function useHelpline(id: string | undefined) {
  const saved = shallowRef<StaffHelpline | null>(null);
  const history = shallowRef<HelplineChange[]>([]);
  const typed = reactive({ ...empty });
  const gone = ref(false);
  const loading = useProblem();
  const { problem, busy, run } = useProblem();
  const changed = computed(
    () => JSON.stringify(typed) !== JSON.stringify(saved.value ? fieldsOf(saved.value) : empty),
  );
  const path = () => ({ id: saved.value!.id });
  const versioned = () => ({ path: path(), header: seen(saved.value!.version) });

  async function show(line: StaffHelpline): Promise<void> {
    saved.value = line;
    Object.assign(typed, fieldsOf(line));
    history.value = await answer(
      api.GET('/api/v1/staff/helplines/{id}/history', { params: { path: path() } }),
    );
  }

  const find = () =>
    answer(api.GET('/api/v1/staff/helplines/{id}', { params: { path: { id: id ?? path().id } } }));
  const load = () =>
    loading.run(async () => {
      if (id) await show(await find());
    });

  const save = () =>
    run(async () => {
      const body = bodyOf(typed);
      await show(
        saved.value
          ? await answer(api.PUT('/api/v1/staff/helplines/{id}', { params: versioned(), body }))
          : await answer(api.POST('/api/v1/staff/helplines', { body })),
      );
    });

  const confirm = () =>
    run(async () =>
      show(
        await answer(
          api.POST('/api/v1/staff/helplines/{id}/confirmation', { params: versioned() }),
        ),
      ),
    );

  /** The newest version counts as seen; what was typed stays. */
  const takeNewest = () =>
    run(async () => {
      saved.value = await find();
    });

  const remove = () =>
    run(async () => {
      await answer(api.DELETE('/api/v1/staff/helplines/{id}', { params: versioned() }));
      gone.value = true;
    });

  void load();
  return {
    saved,
    history,
    typed,
    gone,
    loading,
    problem,
    busy,
    changed,
    load,
    save,
    confirm,
    takeNewest,
    remove,
  };
}

import { computed, ref, shallowRef } from 'vue';
import { answer, api, seen, type Schemas } from '../../api/client.ts';
import { useProblem } from '../shared/useProblem.ts';

export type PactVersions = Schemas['PactVersionsDto'];
export type PactDraft = Schemas['PactContentDto'];
export type PactText = Schemas['PactTextDto'];
export type PactVersionItem = Schemas['StaffPactVersionDto'];

/** The versions of the Pact and the one that is being prepared; every change answers with both. */
export function usePactVersions() {
  const overview = shallowRef<PactVersions | null>(null);
  /** What the form holds; a copy, so that a failed save loses nothing. */
  const typed = ref<PactDraft | null>(null);
  const loading = useProblem();
  const { problem, busy, run } = useProblem();
  const saved = computed(() => JSON.stringify(overview.value?.draft.content));
  const changed = computed(
    () => typed.value !== null && JSON.stringify(typed.value) !== saved.value,
  );
  const ifMatch = () => ({ header: seen(overview.value!.draft.version) });

  function show(found: PactVersions): void {
    overview.value = found;
    typed.value = structuredClone(found.draft.content);
  }

  const fetchVersions = () => answer(api.GET('/api/v1/staff/pact'));
  const load = () => loading.run(async () => show(await fetchVersions()));

  const save = () =>
    run(async () => {
      const body = typed.value!;
      show(await answer(api.PUT('/api/v1/staff/pact/draft', { params: ifMatch(), body })));
    });

  const publish = () =>
    run(async () =>
      show(await answer(api.POST('/api/v1/staff/pact/publication', { params: ifMatch() }))),
    );

  const discard = () =>
    run(async () =>
      show(await answer(api.DELETE('/api/v1/staff/pact/draft', { params: ifMatch() }))),
    );

  /** The newest version counts as seen; what was typed stays. */
  const takeNewest = () =>
    run(async () => {
      overview.value = await fetchVersions();
    });

  const versioned = ({ number, revision }: PactVersionItem) => ({
    path: { number },
    header: seen(revision),
  });
  const approve = (version: PactVersionItem, body: Schemas['PactApprovalDto']) =>
    run(async () =>
      show(
        await answer(
          api.PUT('/api/v1/staff/pact/versions/{number}/approval', {
            params: versioned(version),
            body,
          }),
        ),
      ),
    );
  const withdrawApproval = (version: PactVersionItem) =>
    run(async () =>
      show(
        await answer(
          api.DELETE('/api/v1/staff/pact/versions/{number}/approval', {
            params: versioned(version),
          }),
        ),
      ),
    );

  void load();
  return {
    ...{ overview, typed, loading, problem, busy, changed },
    ...{ load, save, publish, discard, takeNewest, approve, withdrawApproval },
  };
}

import { computed, ref, shallowRef, watch } from 'vue';
import { answer, api, seen, type Schemas } from '../../api/client.ts';
import { useDraft } from '../shared/useDraft.ts';
import { useProblem } from '../shared/useProblem.ts';
import { notChosen, useReason } from '../shared/useReasons.ts';

export type MergerSide = Schemas['MergerSideDto'];
export type MergerPledge = Schemas['MergerPledgeDto'];

/**
 * Two signatories that may be the same authority: which one remains, the pledges to copy, and why.
 * After a conflict nothing is lost: the newest data are loaded and the choices and input are kept.
 */
export function useMerger(id: string, other: () => string) {
  const sides = shallowRef<readonly [MergerSide, MergerSide] | null>(null);
  const staying = ref('');
  const chosen = ref<string[]>([]);
  const mail = ref(true);
  const { code, codes } = useReason(() => 'merge');
  const { text: reason, draft } = useDraft('merger', id);
  const loading = useProblem();
  const { problem, busy, run } = useProblem();

  const goes = computed(() => sides.value?.find((side) => side.id !== staying.value) ?? null);
  const stays = computed(() => sides.value?.find((side) => side.id === staying.value) ?? null);
  const isPossible = computed(() => Boolean(stays.value?.mayStay && goes.value?.mayGo));
  /** An action that is already pledged is not copied again. */
  const isThere = ({ action }: MergerPledge) =>
    action !== null && (stays.value?.pledges ?? []).some((pledge) => pledge.action === action);
  const offered = computed(() => (goes.value?.pledges ?? []).filter((pledge) => !isThere(pledge)));

  const load = () =>
    loading.run(async () => {
      problem.value = null;
      const params = { path: { id }, query: { into: other() } };
      const { from, into } = await answer(
        api.GET('/api/v1/staff/signatories/{id}/merger', { params }),
      );
      const known = [from.id, into.id].includes(staying.value);
      sides.value = [from, into];
      if (!known) staying.value = into.mayStay || !from.mayStay ? into.id : from.id;
    });

  watch(
    other,
    () => {
      sides.value = null;
      if (other()) void load();
    },
    { immediate: true },
  );
  watch(staying, () => {
    chosen.value = offered.value.map((pledge) => pledge.id);
  });

  function bodyOf(): Schemas['MergeDto'] {
    const { id: into, version: intoVersion } = stays.value!;
    const pledges = offered.value
      .filter((pledge) => chosen.value.includes(pledge.id))
      .map((pledge) => pledge.id);
    return {
      into,
      intoVersion,
      pledges,
      reasonCode: code.value || 'other',
      reason: reason.value,
      mail: mail.value,
    };
  }

  const preview = () =>
    answer(
      api.POST('/api/v1/staff/signatories/{id}/merger/mail-preview', {
        params: { path: { id: goes.value!.id } },
        body: bodyOf(),
      }),
    );

  /** @returns the result, or null when it was refused. */
  async function merge(): Promise<Schemas['ChangedSignatoryDto'] | null> {
    let changed: Schemas['ChangedSignatoryDto'] | null = null;
    await run(async () => {
      if (!code.value) throw notChosen('reasonCode');
      const params = { path: { id: goes.value!.id }, header: seen(goes.value!.version) };
      changed = await answer(
        api.POST('/api/v1/staff/signatories/{id}/merger', { params, body: bodyOf() }),
      );
      reason.value = '';
    });
    return changed;
  }

  return {
    sides,
    staying,
    goes,
    stays,
    isPossible,
    isThere,
    offered,
    chosen,
    code,
    codes,
    reason,
    draft,
    mail,
    loading,
    problem,
    busy,
    load,
    preview,
    merge,
  };
}

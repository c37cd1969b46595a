import { isFarCountry } from '../../../../contract/countries.ts';
import { computed, ref, shallowRef } from 'vue';
import { answer, api, ApiProblem, seen, type Schemas } from '../../api/client.ts';
import { emptyPledge, merge, toContent, toForm, type SignatoryForm } from './signatory-form.ts';
import { provideConfirmations } from '../shared/useConfirmations.ts';
import { useProblem } from '../shared/useProblem.ts';
import { useLeaveQuestion } from '../shared/useLeaveQuestion.ts';

export type EditedSignatory = Schemas['EditedSignatoryDto'];
export type ContentChanges = Schemas['ContentChangesDto'];

/**
 * A signatory being edited. After a conflict nothing is lost: the input is merged over the newest
 * version field by field, and where both changed a field, the other text is shown next to it.
 */
export function useSignatoryEditing(id: string) {
  const shown = shallowRef<EditedSignatory | null>(null);
  const form = ref<SignatoryForm | null>(null);
  const reason = ref('');
  const countryReason = ref('');
  /** Whether the country changes to one outside Europe, which needs a reason. */
  const asksCountryReason = computed(() => {
    const country = form.value?.countryCode ?? '';
    return country !== base?.countryCode && isFarCountry(country);
  });
  /** The reviewed differences. While they are shown, the form is hidden. */
  const preview = shallowRef<ContentChanges | null>(null);
  /** Colleagues' texts for fields that were edited here as well. */
  const contested = ref<Partial<Record<string, string>>>({});
  const { problem: raw, busy, run } = useProblem();
  const problem = computed(() => raw.value && withFlatPointers(raw.value));
  const path = { path: { id } };
  let base: SignatoryForm | null = null;
  const confirmed = provideConfirmations();
  const wanted = () => ({ ...toContent(form.value!), confirmed: confirmed.value });

  function show(signatory: EditedSignatory): void {
    shown.value = signatory;
    base = toForm(signatory.content);
    form.value = toForm(signatory.content);
    preview.value = null;
    contested.value = {};
    reason.value = '';
    countryReason.value = '';
  }

  const fetchNewest = () => answer(api.GET('/api/v1/staff/signatories/{id}', { params: path }));
  const load = () => run(async () => show(await fetchNewest()));

  const compare = () =>
    run(async () => {
      preview.value = await answer(
        api.POST('/api/v1/staff/signatories/{id}/preview', {
          params: path,
          body: wanted(),
        }),
      );
    });

  async function save(): Promise<boolean> {
    const { version } = shown.value!;
    return run(async () => {
      const body = {
        content: wanted(),
        reason: reason.value,
        ...(countryReason.value && { countryReason: countryReason.value }),
      };
      show(
        await answer(
          api.PUT('/api/v1/staff/signatories/{id}', {
            params: { ...path, header: seen(version) },
            body,
          }),
        ),
      );
    });
  }

  /** Takes the newest version as the base and merges the input over it. */
  const layOver = () =>
    run(async () => {
      const newest = await fetchNewest();
      const merged = merge(base!, form.value!, toForm(newest.content));
      shown.value = newest;
      base = toForm(newest.content);
      form.value = merged.form;
      contested.value = merged.contested;
      preview.value = null;
    });

  function addPledge(pillar: SignatoryForm['pledges'][number]['pillar']): void {
    form.value!.pledges.push(emptyPledge(pillar));
  }

  useLeaveQuestion(
    () =>
      form.value !== null &&
      (JSON.stringify(form.value) !== JSON.stringify(base) || reason.value !== ''),
  );
  void load();
  return {
    shown,
    form,
    reason,
    countryReason,
    asksCountryReason,
    preview,
    contested,
    problem,
    busy,
    load,
    compare,
    save,
    layOver,
    addPledge,
  };
}

/** `/content/pledges/2/targetYear` refers to the field `pledges-2-targetYear`. */
function withFlatPointers(problem: ApiProblem): ApiProblem {
  const flat = (pointer: string) =>
    pointer.replace(/^\/content/, '').replace(/^\/pledges\/(\d+)\//, '/pledges-$1-');
  return new ApiProblem({
    ...problem.details,
    errors: problem.fieldErrors.map((error) => ({ ...error, pointer: flat(error.pointer) })),
  });
}

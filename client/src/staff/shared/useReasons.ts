import { computed, ref, watch, type Ref } from 'vue';
import {
  reasonCodes,
  type ReasonCode,
  type ReasonedDecision,
} from '../../../../contract/reason-codes.ts';
import { ApiProblem, type FieldError } from '../../api/client.ts';

function codesOf(decision: ReasonedDecision | null): readonly ReasonCode[] {
  return decision ? reasonCodes[decision] : [];
}

/**
 * The reason code for the currently selected decision. An obvious one is preselected; otherwise the
 * user has to choose.
 * @param code one that is kept elsewhere, and stays if the decision has it.
 */
export function useReason(
  decision: () => ReasonedDecision | null,
  code: Ref<ReasonCode | ''> = ref(''),
) {
  const codes = computed(() => codesOf(decision()));
  watch(
    decision,
    (chosen, before) => {
      if (before === undefined && code.value && codes.value.includes(code.value)) return;
      code.value =
        chosen === 'approve' || chosen === 'publish' || chosen === 'resume'
          ? (codes.value[0] ?? '')
          : '';
    },
    { immediate: true },
  );
  return { code, codes };
}

/** A client-side error in the form in which the API would return it. */
export function invalid(errors: FieldError[], code = 'invalid-input'): ApiProblem {
  return new ApiProblem({ type: `/problems/${code}`, title: '', status: 422, errors });
}

/** A clearer error than the API's "enter an answer" for a choice that was not made. */
export function notChosen(field: string): ApiProblem {
  return invalid([{ pointer: `/${field}`, key: 'isIn', params: {} }]);
}

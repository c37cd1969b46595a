import { computed, ref, watch } from 'vue';
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
 * The kind of reason for the decision that is chosen now. What goes without saying is chosen
 * beforehand; where it matters, one chooses.
 */
export function useReason(decision: () => ReasonedDecision | null) {
  const code = ref<ReasonCode | ''>('');
  const codes = computed(() => codesOf(decision()));
  watch(
    decision,
    (chosen) => {
      code.value =
        chosen === 'approve' || chosen === 'publish' || chosen === 'resume'
          ? (codes.value[0] ?? '')
          : '';
    },
    { immediate: true },
  );
  return { code, codes };
}

/** What the API would refuse, said before it is asked. */
export function invalid(errors: FieldError[], code = 'invalid-input'): ApiProblem {
  return new ApiProblem({ type: `/problems/${code}`, title: '', status: 422, errors });
}

/** The API would say "enter an answer"; for a choice there are better words. */
export function notChosen(field: string): ApiProblem {
  return invalid([{ pointer: `/${field}`, key: 'isIn', params: {} }]);
}

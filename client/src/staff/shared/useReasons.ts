import { computed, ref, watch } from 'vue';
import { ApiProblem, type FieldError, type Schemas } from '../../api/client.ts';

export type ReasonCode = Schemas['ReasonCode'];
export type ReasonedDecision = NonNullable<Schemas['MessageTemplateDto']['verdict']>;

/**
 * One list for each decision, as the server has them (server/src/platform/http/reason-codes.ts); it
 * refuses what is not in its own.
 */
export const reasonCodes: Record<ReasonedDecision, readonly ReasonCode[]> = {
  request_changes: [
    'document_missing',
    'document_unreadable',
    'not_authorised',
    'answers_unclear',
    'other',
  ],
  approve: ['conditions_met', 'met_after_changes', 'other'],
  reject: [
    'not_an_authority',
    'not_authorised',
    'entered_twice',
    'no_answer',
    'not_genuine',
    'other',
  ],
  publish: ['ready', 'agreed_date', 'other'],
  schedule: ['agreed_date', 'ceremony', 'other'],
  unschedule: ['date_moved', 'mistake', 'other'],
  hold: ['asked_by_authority', 'no_progress_report', 'contact_lost', 'under_examination', 'other'],
  resume: ['settled', 'mistake', 'other'],
  withdraw: [
    'asked_by_authority',
    'new_council_decision',
    'not_authorised',
    'entered_twice',
    'authority_dissolved',
    'other',
  ],
  restore: ['mistake', 'joined_again', 'other'],
  merge: ['entered_twice', 'territorial_reform', 'other'],
};

/**
 * The kind of reason for the decision that is chosen now. What goes without saying is chosen
 * beforehand; where it matters, one chooses.
 */
export function useReason(decision: () => ReasonedDecision | null) {
  const code = ref<ReasonCode | ''>('');
  const codes = computed(() => (decision() ? reasonCodes[decision()!] : []));
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

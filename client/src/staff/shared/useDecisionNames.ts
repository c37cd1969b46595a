import { useI18n } from 'vue-i18n';
import { reasonCodes, type ReasonedDecision } from '../../../../contract/reason-codes.ts';

const decisions = Object.keys(reasonCodes) as ReasonedDecision[];

/** The button label of each decision. */
export function useDecisionNames() {
  const { t, te } = useI18n();
  const isVerdict = (decision: ReasonedDecision) => te(`decision.hint.${decision}`);
  return {
    decisions,
    isVerdict,
    decisionName: (decision: ReasonedDecision) => {
      if (decision === 'merge') return t('merger.submit');
      return t(isVerdict(decision) ? `decision.${decision}` : `signatory.action.${decision}`);
    },
  };
}

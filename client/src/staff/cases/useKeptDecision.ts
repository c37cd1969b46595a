import { computed, ref, watch } from 'vue';
import type { ReasonCode } from '../../../../contract/reason-codes.ts';
import type { Verdict } from '../shared/useCase.ts';
import { useDraft } from '../shared/useDraft.ts';
import type { Remark } from './useRemarks.ts';

/**
 * A decision that is not sent yet, with all its parts: a colleague who signs in again after the
 * session ended finds all choices and input.
 */
export function useKeptDecision(caseId: string) {
  const part = (name: string) => useDraft(`decision ${caseId}${name && ` ${name}`}`);
  const [reason, chosen, coded, remarked, unmailed, another, same, answerBy] = [
    '',
    'verdict',
    'code',
    'remarks',
    'mail',
    'another',
    'same',
    'answerBy',
  ].map(part) as [Kept, Kept, Kept, Kept, Kept, Kept, Kept, Kept];
  const verdict = computed({
    get: () => (chosen.value || null) as Verdict | null,
    set: (value) => (chosen.value = value ?? ''),
  });
  const code = computed({
    get: () => coded.value as ReasonCode | '',
    set: (value) => (coded.value = value),
  });
  const mail = computed({
    get: () => unmailed.value !== 'none',
    set: (wanted) => (unmailed.value = wanted ? '' : 'none'),
  });
  const sameAs = computed({
    get: () => JSON.parse(same.value || 'null') as Entry | null,
    set: (entry) => (same.value = entry ? JSON.stringify(entry) : ''),
  });
  const remarks = ref<Remark[]>(JSON.parse(remarked.value || '[]') as Remark[]);
  watch(
    remarks,
    (written) => (remarked.value = written.length > 0 ? JSON.stringify(written) : ''),
    { deep: true },
  );

  function forget(): void {
    for (const kept of [reason, chosen, coded, unmailed, another, same, answerBy]) kept.value = '';
    remarks.value = [];
  }
  return { reason, verdict, code, mail, remarks, another, sameAs, answerBy, forget };
}

/** The entry that a rejected case duplicates. */
interface Entry {
  publicId: string;
  name: string;
}
type Kept = ReturnType<typeof useDraft>;

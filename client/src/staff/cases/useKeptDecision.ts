import { computed, ref, watch } from 'vue';
import type { ReasonCode } from '../../../../contract/reason-codes.ts';
import type { Verdict } from '../shared/useCase.ts';
import { useDraftFields } from '../shared/useDraft.ts';
import type { Remark } from './useRemarks.ts';

const parts = [
  'reason',
  'verdict',
  'code',
  'remarks',
  'mail',
  'another',
  'same',
  'answerBy',
] as const;

/** Choices alone are quickly made again; texts are kept on the server with them. */
const isWritten = ({ reason, remarks, another }: Record<(typeof parts)[number], string>) =>
  Boolean(reason || remarks || another);

/**
 * A decision that is not sent yet, with all its parts: a colleague who signs in again after the
 * session ended finds all choices and input.
 */
export function useKeptDecision(caseId: string) {
  const { fields, draft } = useDraftFields('decision', caseId, parts, isWritten);
  const {
    reason,
    verdict: chosen,
    code: coded,
    mail: unmailed,
    remarks: remarked,
    another,
    same,
    answerBy,
  } = fields;
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
  const remarks = ref<Remark[]>([]);
  const asText = () => (remarks.value.length > 0 ? JSON.stringify(remarks.value) : '');
  watch(asText, (text) => (remarked.value = text));
  // Also when a draft from another computer is taken.
  watch(
    remarked,
    (text) => {
      if (text !== asText()) remarks.value = JSON.parse(text || '[]') as Remark[];
    },
    { immediate: true },
  );

  function forget(): void {
    for (const part of parts) fields[part].value = '';
    remarks.value = [];
  }
  return { reason, verdict, code, mail, remarks, another, sameAs, answerBy, draft, forget };
}

/** The entry that a rejected case duplicates. */
interface Entry {
  publicId: string;
  name: string;
}

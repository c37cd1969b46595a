import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RouteLocationRaw } from 'vue-router';
import type { Proposal } from '../../stores/proposals.ts';

const pages: Record<string, string> = {
  signatory: 'signatory',
  practice: 'practice',
  import: 'import',
  submission: 'case',
  mailing: 'mailing',
  round: 'round',
};

/** The subject of a proposal, and its page in the workbench. */
export function useSubject(proposal: () => Proposal) {
  const { t } = useI18n();
  return {
    name: computed(() => proposal().subjectName ?? t(`trail.kind.${proposal().subjectKind}`)),
    address: computed((): RouteLocationRaw | null => {
      const { kind, subjectKind, subjectId } = proposal();
      const name = kind === 'pledge.see' ? 'pledges' : pages[subjectKind];
      return name && subjectId ? { name, params: { id: subjectId } } : null;
    }),
  };
}

/** The reason that the proposer gave, wherever the use case keeps it. */
export function reasonOf({ wanted }: Proposal): string {
  const places = [wanted, wanted['reasons'], wanted['step'], wanted['merger']];
  for (const place of places) {
    const reason = (place as { reason?: unknown } | undefined)?.reason;
    if (typeof reason === 'string' && reason) return reason;
  }
  return '';
}

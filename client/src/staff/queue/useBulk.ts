import { computed, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { answer, api, type Schemas } from '../../api/client.ts';
import { useLanguage } from '../i18n.ts';
import { useDecisionNames } from '../shared/useDecisionNames.ts';
import { useDraft } from '../shared/useDraft.ts';
import { useErrorTexts } from '../shared/useErrorTexts.ts';
import { useProblem } from '../shared/useProblem.ts';
import type { QueueItem } from './useQueue.ts';
import { invalid, notChosen, useReason } from '../shared/useReasons.ts';

export type BulkAction = Schemas['BulkDto']['action'];
export type BulkReport = Schemas['BulkReportDto'];
export type BulkResult = Schemas['BulkResultDto'];

/** The texts of a bulk decision, which reuse those of a single one. */
export function useBulkWords() {
  const { t, te } = useI18n();
  const { problemText } = useErrorTexts();
  const { decisionName, isVerdict } = useDecisionNames();

  return {
    actionName: decisionName,
    effect: (action: BulkAction) =>
      t(isVerdict(action) ? `decision.hint.${action}` : `signatory.effect.${action}`),
    /** Why a case is refused: the unmet guards, or otherwise the problem. */
    refusals: ({ problem, missing }: BulkResult): string[] => {
      if (missing.length > 0)
        return missing.map((key) => t(te(`errors.${key}`) ? `errors.${key}` : 'errors.unknown'));
      const own = `bulk.problem.${problem}`;
      return [te(own) ? t(own) : problemText(invalid([], problem ?? undefined))];
    },
  };
}

/** One decision on many cases: choose it, preview it for each, apply it to those that are ready. */
export function useBulk(items: readonly QueueItem[]) {
  const { language } = useLanguage();
  const action = ref<BulkAction | null>(null);
  const { code, codes } = useReason(() => action.value);
  const { text: reason, draft } = useDraft('bulk', 'all');
  const mail = ref(true);
  const template = ref('');
  const templates = shallowRef<Schemas['FilledTemplateDto'][]>([]);
  const fitting = computed(() =>
    templates.value.filter(({ verdict }) => verdict === null || verdict === action.value),
  );
  // A saved reply for one decision is not sent with another.
  watch(action, () => (template.value = ''));
  const preview = shallowRef<BulkReport | null>(null);
  const { problem, busy, run: attempt } = useProblem();
  /** The actions that are possible for any of the cases, with the number of cases. */
  const actions = computed(() => {
    const counts = new Map<BulkAction, number>();
    for (const item of items)
      for (const one of item.actions) counts.set(one, (counts.get(one) ?? 0) + 1);
    return [...counts].map(([name, count]) => ({ name, count }));
  });

  function bodyOf(wanted: readonly QueueItem[]): Schemas['BulkDto'] {
    if (!action.value) throw notChosen('action');
    if (!code.value) throw notChosen('reasonCode');
    const seenItems = wanted.map(({ id, version, signatoryVersion }) => ({
      id,
      version,
      signatoryVersion,
    }));
    return {
      action: action.value,
      reasonCode: code.value,
      reason: reason.value,
      mail: mail.value,
      ...(template.value && { templateId: template.value }),
      items: seenItems,
    };
  }

  const look = () =>
    attempt(async () => {
      const report = await answer(api.POST('/api/v1/staff/bulk/preview', { body: bodyOf(items) }));
      // One reason applies to all cases, so a missing reason is reported once.
      if (report.results.some(({ missing }) => missing.includes('isReasoned')))
        throw invalid([{ pointer: '/reason', key: 'isNotEmpty', params: {} }]);
      preview.value = report;
    });

  /**
   * Applies the action to the cases that the preview found ready.
   * @returns the result for each, or null when the request failed.
   */
  async function run(): Promise<BulkReport | null> {
    const ready = (preview.value?.results ?? []).filter(({ ok }) => ok).map(({ id }) => id);
    let report: BulkReport | null = null;
    await attempt(async () => {
      report = await answer(
        api.POST('/api/v1/staff/bulk', {
          body: {
            ...bodyOf(items.filter(({ id }) => ready.includes(id))),
            templateVersion: preview.value?.templateVersion ?? null,
          },
        }),
      );
      reason.value = '';
    });
    return report;
  }

  /** Without saved replies, a reason can still be typed. */
  async function loadTemplates(): Promise<void> {
    const query = { language: language.value, letter: 'each' as const };
    templates.value = await answer(
      api.GET('/api/v1/staff/message-templates/general', { params: { query } }),
    ).catch(() => []);
  }
  void loadTemplates();

  return {
    ...{ action, actions, code, codes, reason, mail, preview, problem, busy, look, run },
    ...{ template, fitting, draft },
  };
}

import { ref, shallowRef } from 'vue';
import type { Language } from '../../../../contract/languages.ts';
import { answer, api, seen, type Schemas } from '../../api/client.ts';
import { useProblem } from '../shared/useProblem.ts';

export type TranslationReport = Schemas['TranslationReportDto'];

/** A translator's file: first a check of its changes, then publishing them. */
export function useTranslationFile(language: Language) {
  const file = shallowRef<File | null>(null);
  const report = shallowRef<TranslationReport | null>(null);
  const taken = ref(false);
  const { problem, busy, run } = useProblem();
  const path = { language };

  function choose(chosen: File | null): void {
    file.value = chosen;
    report.value = null;
    taken.value = false;
  }
  const sent = () => ({
    body: { file: '' },
    bodySerializer: () => {
      const form = new FormData();
      if (file.value) form.set('file', file.value);
      return form;
    },
  });

  const check = () =>
    run(async () => {
      taken.value = false;
      report.value = await answer(
        api.POST('/api/v1/staff/translations/{language}/xliff/check', {
          params: { path },
          ...sent(),
        }),
      );
    });

  const take = () =>
    run(async () => {
      report.value = await answer(
        api.POST('/api/v1/staff/translations/{language}/xliff', {
          params: { path, header: seen(report.value!.version) },
          ...sent(),
        }),
      );
      taken.value = true;
    });

  return { file, report, taken, problem, busy, choose, check, take };
}

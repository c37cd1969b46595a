import { shallowRef } from 'vue';
import type { PillarCode } from '../../../../contract/pillars.ts';
import { answer, api, type Schemas } from '../../api/client.ts';
import { useLanguage } from '../i18n.ts';

type Pillar = Schemas['PillarDto'];

const pillars = shallowRef<Pillar[]>([]);
let asked: Promise<void> | null = null;

/**
 * The Pact's texts, loaded once. Until they arrive, or if loading fails, the codes are shown
 * instead.
 */
export function usePact() {
  const { language } = useLanguage();
  asked ??= answer(api.GET('/api/v1/pact')).then(
    (found) => {
      pillars.value = found;
    },
    () => {
      asked = null;
    },
  );
  return {
    pillarName: (code: PillarCode) =>
      pillars.value.find((pillar) => pillar.code === code)?.name[language.value] ?? code,
    actionsOf: (code: PillarCode) =>
      (pillars.value.find((pillar) => pillar.code === code)?.actions ?? []).map((action) => ({
        code: action.code,
        text: action.wording[language.value] ?? action.code,
      })),
    wording: (code: string) =>
      pillars.value
        .flatMap(({ actions, retired }) => [...actions, ...retired])
        .find((action) => action.code === code)?.wording[language.value] || code,
  };
}

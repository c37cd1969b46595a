import { useI18n } from 'vue-i18n';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.ts';
import { usePact } from '../shared/usePact.ts';

const isPillar = (name: string): name is PillarCode =>
  (pillarCodes as readonly string[]).includes(name);

/** To which part of the paper a field belongs: names and offices stand on it more than once. */
export function usePaperLabels() {
  const { t } = useI18n();
  const { pillarName } = usePact();
  return {
    labelOf(field: string): string {
      const section = field.slice(0, field.includes('-') ? field.indexOf('-') : undefined);
      if (isPillar(section)) return pillarName(section);
      return section === 'file' ? t('paper.scan') : t(`answer.section.${section}`);
    },
  };
}

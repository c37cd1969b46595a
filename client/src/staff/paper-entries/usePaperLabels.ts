import { useI18n } from 'vue-i18n';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.ts';
import { usePact } from '../shared/usePact.ts';

const isPillar = (name: string): name is PillarCode =>
  (pillarCodes as readonly string[]).includes(name);

/**
 * Adds the part of the paper to a field's label, because names and positions occur more than once.
 */
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

import { useI18n } from 'vue-i18n';
import { isFigure } from '../../../../contract/facts.ts';
import { useFormats } from '../shared/useFormats.ts';
import { usePact } from '../shared/usePact.ts';

/** A single answer in words, by the pointer of a remark: codes are written out. */
export function useAnswerValue() {
  const { t, te } = useI18n();
  const { country, day, number } = useFormats();
  const { pillarName } = usePact();

  function valueText(pointer: string, value: string | null): string {
    if (value === null) return t('changes.nothing');
    if (value === '') return t('changes.pledged');
    const [, section, field, part] = pointer.split('/');
    if (section === 'progress' && part === 'progress') return t(`changes.progress.${value}`);
    const name = `${section}/${field}`;
    if (name === 'authority/kind' && te(`kind.${value}`)) return t(`kind.${value}`);
    if (name === 'authority/countryCode') return country(value);
    if (name === 'decision/body') return t(`body.${value}`);
    if (name === 'decision/decidedOn') return day(value);
    if (name === 'practice/pillar') return pillarName(value as Parameters<typeof pillarName>[0]);
    return section === 'authority' && isFigure(field!) ? number(Number(value)) : value;
  }
  return { valueText };
}

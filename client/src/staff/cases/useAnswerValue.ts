import { useI18n } from 'vue-i18n';
import { isFigure } from '../../../../contract/facts.ts';
import { useFormats } from '../shared/useFormats.ts';
import { usePact } from '../shared/usePact.ts';

/** A single answer in words, by the pointer of a remark: codes are written out. */
export function useAnswerValue() {
  const { t, te } = useI18n();
  const { country, day, number } = useFormats();
  const { pillarName } = usePact();

  const codes: Record<string, (code: string) => string> = {
    'authority/kind': (kind) => (te(`kind.${kind}`) ? t(`kind.${kind}`) : kind),
    'authority/countryCode': country,
    'decision/body': (body) => t(`body.${body}`),
    'decision/decidedOn': day,
    'practice/pillar': (pillar) => pillarName(pillar as Parameters<typeof pillarName>[0]),
  };

  function valueText(pointer: string, value: string | null): string {
    if (value === null) return t('changes.nothing');
    if (value === '') return t('changes.pledged');
    const [, section, field, part] = pointer.split('/');
    if (section === 'progress' && part === 'progress') return t(`changes.progress.${value}`);
    if (field === 'notCompetent') return t('answer.notCompetent');
    const inWords = codes[`${section}/${field}`];
    if (inWords) return inWords(value);
    return section === 'authority' && isFigure(field!) ? number(Number(value)) : value;
  }
  return { valueText };
}

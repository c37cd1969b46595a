import type { EntityManager } from 'typeorm';
import { languages, type Language } from '../../../../contract/languages.js';
import { pluralRule } from '../../../../contract/plural-rule.js';
import { formSeparator } from '../../../../contract/site-texts.js';
import { readTexts } from '../text/locale-texts.js';
import type { ChangedTexts } from './changed-mail-texts.js';

interface Words {
  text: string;
  workingDays: string;
}

const shipped = Object.fromEntries(
  languages.map((language) => [
    language,
    readTexts<{ answerTime: Words }>(language, 'public').answerTime,
  ]),
) as Record<Language, Words>;

/**
 * The sentence on public pages about the measured response time of the Congress; empty while there
 * are too few cases.
 */
export async function answerTimeIn(
  manager: EntityManager,
  language: Language,
  changed: ChangedTexts,
): Promise<string> {
  const [measured] = await manager.query<{ days: number; cases: number }[]>(
    `SELECT working_days AS days, cases FROM response_time WHERE working_days IS NOT NULL`,
  );
  if (!measured) return '';
  const words = (name: keyof Words) =>
    changed.get(`public.answerTime.${name}`) ?? shipped[language][name];
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  const forms = words('workingDays').split(formSeparator);
  const days = forms[pluralRule(language)(measured.days, forms.length)]!;
  return words('text')
    .replace('{time}', days.replace('{n}', number(measured.days)))
    .replace('{n}', number(measured.cases));
}

import type { usePage } from '../page-context.ts';

type Page = ReturnType<typeof usePage>;

/** The states of a pledge, in the order and with the tones of every chart. */
export const progressStates = ['done', 'under_way', 'planned', 'dropped'] as const;
export const progressTones = {
  done: 'success',
  under_way: 'notice',
  planned: 'brand',
  dropped: 'soft',
} as const;

/** They are the series of a stacked chart. */
export const progressSeries = ({ t }: Pick<Page, 't'>) =>
  progressStates.map((key) => ({ key, label: t(`progress.${key}`), tone: progressTones[key] }));

/** The words of a chart: its title, and the headings of its table. */
export const chartTexts = (
  { t, language }: Pick<Page, 't' | 'language'>,
  title: string,
  item: string,
  value: string,
) => ({ title, language, asTable: t('charts.asTable'), item, value, none: t('charts.none') });

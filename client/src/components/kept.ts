import type { Kept } from '../../../contract/pages.js';
import type { usePage } from '../page-context.ts';

const tones = {
  done: 'success',
  underWay: 'notice',
  notBegun: 'brand',
  dropped: 'soft',
  notReported: 'soft',
} as const;
const states = ['done', 'underWay', 'notBegun', 'dropped', 'notReported'] as const;

/** The results of the pledges, in the same words wherever they are shown. */
export function keptIn({ t }: Pick<ReturnType<typeof usePage>, 't'>, kept: Kept) {
  const { from, until } = kept;
  const labels = {
    done: t('progress.done'),
    underWay: t('progress.under_way'),
    notBegun: t('kept.notBegun'),
    dropped: t('progress.dropped'),
    notReported: t('kept.notReported'),
  };
  const counted = states.map((key) => ({
    key,
    label: labels[key],
    value: kept[key],
    tone: tones[key],
  }));
  return {
    /** Empty before the first report: there is nothing to tell then. */
    states: counted.some(({ key, value }) => key !== 'notReported' && value > 0)
      ? counted.filter(({ value }) => value > 0)
      : [],
    years: until && t('kept.years', { years: from === until ? until : `${from}–${until}` }),
  };
}

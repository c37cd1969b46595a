/** The strip and the queue show `danger` and `notice`; `info` is only among the evidence. */
export const tones = ['danger', 'notice', 'info', 'good'] as const;
export type Tone = (typeof tones)[number];

/**
 * The tones of findings that a colleague should see before deciding: all except good and
 * information.
 */
export const isToSee = ({ tone }: { tone: Tone }): boolean =>
  tone === 'danger' || tone === 'notice';

/** `danger` and `notice` are shown in the strip and in the queue; `info` only among the evidence. */
export const tones = ['danger', 'notice', 'info', 'good'] as const;
export type Tone = (typeof tones)[number];

/** What a colleague should see before deciding: all but the good and the merely informing. */
export const isToSee = ({ tone }: { tone: Tone }): boolean =>
  tone === 'danger' || tone === 'notice';

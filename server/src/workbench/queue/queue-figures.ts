import type { EntityManager } from 'typeorm';
import { ageOf, bandEdges, bands, type Band, type BandLimits } from './bands.js';
import { Conditions, stages } from './queue-conditions.js';
import { QueueQuery } from './queue.dto.js';

const counted = [
  'waiting',
  'changes_requested',
  'unanswered',
  'awaiting_signature',
  'to_publish',
] as const;

/** Figures on the queue, counted by the same conditions as its lists and aged by the same bands. */
export interface QueueFigures {
  stages: Record<(typeof counted)[number], number>;
  bands: Record<Band, number>;
  /** The case that has waited longest. */
  oldest: { since: Date; workingDays: number } | null;
}

export async function queueFigures(
  manager: EntityManager,
  limits: BandLimits,
  now: Date,
): Promise<QueueFigures> {
  const conditions = new Conditions(new QueueQuery(), '', bandEdges(limits, now));
  const inStage = (stage: (typeof counted)[number]) =>
    `(SELECT count(*)::int FROM submission s WHERE s.waiting_since IS NOT NULL
      AND ${stages[stage]}) AS ${stage}`;
  const inBand = (band: Band) => `count(*) FILTER (WHERE ${conditions.band(band)})::int AS ${band}`;
  const [byStage] = await manager.query<QueueFigures['stages'][]>(
    `SELECT ${counted.map(inStage).join(', ')}`,
  );
  const [row] = await manager.query<(Record<Band, number> & { oldest: Date | null })[]>(
    `SELECT ${bands.map(inBand).join(', ')}, min(s.waiting_since) AS oldest FROM submission s
      WHERE ${conditions.sql}`,
    conditions.values,
  );
  const { oldest, ...byBand } = row!;
  return {
    stages: byStage!,
    bands: byBand,
    oldest: oldest && { since: oldest, workingDays: ageOf(limits, oldest, now).workingDays },
  };
}

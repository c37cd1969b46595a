import { ConfigError } from '../../platform/config/config.js';

/**
 * The length of the part of a backup's name, `20261124T201500Z`, that gives its hour, day or month
 * (in UTC).
 */
const lengths = { hourly: 11, daily: 8, monthly: 6 } as const;
const tiers = ['hourly', 'daily', 'weekly', 'monthly'] as const;
type Tier = (typeof tiers)[number];

/**
 * How many backups to keep: the newest ones, or one for each of so many hours, days, weeks, months.
 */
export type Keep = number | Partial<Record<Tier, number>>;

export const keepUsage =
  '--keep hourly=24,daily=14,weekly=8,monthly=12 keeps the newest of so many hours, days, weeks ' +
  'and months, --keep 30 the newest 30';

/** @throws ConfigError unless it is a number or a list of tiers. */
export function readKeep(text: string): Keep {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  const parts = text.split(',').map((part) => /^([a-z]+)=([1-9]\d*)$/.exec(part.trim()));
  const named = parts.map((part) => [part?.[1], Number(part?.[2])] as [Tier, number]);
  const isRight =
    named.every(([tier]) => tiers.includes(tier)) &&
    new Set(named.map(([tier]) => tier)).size === named.length;
  if (!isRight) throw new ConfigError(keepUsage);
  return Object.fromEntries(named);
}

/**
 * The backups to keep. Periods without a backup do not count, so a pause in backups deletes none.
 * The newest is always kept.
 * @param names oldest first.
 */
export function keptNames(names: string[], keep: Keep): Set<string> {
  const newestFirst = [...names].reverse();
  if (typeof keep === 'number') return new Set(newestFirst.slice(0, keep));
  const kept = new Set(newestFirst.slice(0, 1));
  for (const tier of tiers) {
    const periods = new Set<string>();
    for (const name of newestFirst) {
      const period = periodOf(name, tier);
      if (periods.has(period) || periods.size >= (keep[tier] ?? 0)) continue;
      periods.add(period);
      kept.add(name);
    }
  }
  return kept;
}

function periodOf(name: string, tier: Tier): string {
  if (tier !== 'weekly') return name.slice(0, lengths[tier]);
  const day = Date.UTC(+name.slice(0, 4), +name.slice(4, 6) - 1, +name.slice(6, 8)) / 86_400_000;
  // The first of January 1970 was a Thursday; weeks begin on Monday.
  return String(Math.floor((day + 3) / 7));
}

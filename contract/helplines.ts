/** The groups that a line is for. A line may be for several. */
export const helplineAudiences = ['children', 'adults', 'victims', 'missing', 'emergency'] as const;
export type HelplineAudience = (typeof helplineAudiences)[number];

export const helplineCosts = ['free', 'paid'] as const;
export type HelplineCost = (typeof helplineCosts)[number];

/** The outcome of a reader's report of a wrong number. */
export const helplineReportOutcomes = ['corrected', 'number_is_right', 'not_usable'] as const;
export type HelplineReportOutcome = (typeof helplineReportOutcomes)[number];

/** After so many months without a confirmation a line is listed to staff. */
export const helplineMonths = 12;

/** The criteria for choosing a country's numbers. */
interface Line {
  country: string;
  number: string;
  audiences: readonly HelplineAudience[];
  certain: boolean;
}

/**
 * The lines of a country that readers may be told to call: only those that certainly work. Without
 * a country there are none, because a number may reach nobody elsewhere.
 */
export function linesToOffer<Of extends Line>(
  lines: readonly Of[],
  country: string,
  audience?: HelplineAudience,
): Of[] {
  return lines.filter(
    (line) =>
      line.certain &&
      line.country === country &&
      (audience === undefined || line.audiences.includes(audience)),
  );
}

/** Where a number leads on a telephone. */
export const telephoneLink = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;

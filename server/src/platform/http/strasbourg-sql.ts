/** The register's clock in SQL (contract/clock.ts has it in TypeScript). */
const zone = `'Europe/Paris'`;

/**
 * The moment at which a day begins in Strasbourg; `day` is an expression of type date, or a
 * parameter.
 */
export const startOfDay = (day: string) => `((${day})::date::timestamp AT TIME ZONE ${zone})`;

/** The local time in Strasbourg at a moment, as a timestamp without a zone. */
export const localTime = (moment: string) => `((${moment})::timestamptz AT TIME ZONE ${zone})`;

/** The day in Strasbourg at a moment. */
export const dayOf = (moment: string) => `(${localTime(moment)}::date)`;

/** Today in Strasbourg. */
export const today = dayOf('now()');

/** The moment denoted by such a timestamp without a zone. */
export const momentOf = (local: string) => `((${local}) AT TIME ZONE ${zone})`;

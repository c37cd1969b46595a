/**
 * What the doctor says of one thing: well, worth a look, or to be mended; the text of the last two
 * says how.
 */
export interface Finding {
  subject: string;
  state: 'well' | 'look' | 'mend';
  text: string;
}

/** One thing that can be looked at by itself. */
export interface Check {
  subject: string;
  look(): Promise<Verdict> | Verdict;
}

export type Verdict = Omit<Finding, 'subject'>;

export const well = (text: string): Verdict => ({ state: 'well', text });
export const worthALook = (text: string): Verdict => ({ state: 'look', text });
export const toMend = (text: string): Verdict => ({ state: 'mend', text });

/** Looks at one thing after the other. What cannot even be looked at has to be mended. */
export async function* examine(checks: Check[]): AsyncGenerator<Finding> {
  for (const { subject, look } of checks) {
    try {
      yield { subject, ...(await look()) };
    } catch (error) {
      yield { subject, ...toMend(`cannot be looked at: ${reasonOf(error)}`) };
    }
  }
}

/** Why something failed, in one line without what a query or an address held. */
export function reasonOf(error: unknown): string {
  const { code, message, cause } = error as {
    code?: string;
    message?: string;
    cause?: { code?: string };
  };
  return code ?? cause?.code ?? (message ?? String(error)).split('\n')[0]!;
}

/**
 * The result of one check: fine, a warning, or a fault. For the last two, the text says how to fix
 * it.
 */
export interface Finding {
  subject: string;
  state: 'well' | 'look' | 'fault';
  text: string;
}

/** One independent check. */
export interface Check {
  subject: string;
  look(): Promise<Verdict> | Verdict;
}

export type Verdict = Omit<Finding, 'subject'>;

export const well = (text: string): Verdict => ({ state: 'well', text });
export const worthALook = (text: string): Verdict => ({ state: 'look', text });
export const fault = (text: string): Verdict => ({ state: 'fault', text });

/** Runs the checks one after the other. A check that fails to run counts as an error. */
export async function* examine(checks: Check[]): AsyncGenerator<Finding> {
  for (const { subject, look } of checks) {
    try {
      yield { subject, ...(await look()) };
    } catch (error) {
      yield { subject, ...fault(`cannot be looked at: ${reasonOf(error)}`) };
    }
  }
}

/** The cause of a failure in one line, without values from a query or an address. */
export function reasonOf(error: unknown): string {
  const { code, message, cause } = error as {
    code?: string;
    message?: string;
    cause?: { code?: string };
  };
  return code ?? cause?.code ?? (message ?? String(error)).split('\n')[0]!;
}

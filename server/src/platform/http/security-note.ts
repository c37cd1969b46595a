/** The topic of an entry in the security log. */
export type SecurityTopic = 'sign-in' | 'second-factor' | 'access' | 'limit' | 'validation';

/**
 * What the security log records besides time, route and status: who (an id of ours, if known),
 * what, and the result. Never user input, an address or a name.
 */
export interface SecurityNote {
  who?: string | null;
  what: SecurityTopic;
  result: string;
}

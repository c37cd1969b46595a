/** What a line of the security log is about. */
export type SecurityTopic = 'sign-in' | 'second-factor' | 'access' | 'limit' | 'validation';

/**
 * What the log says of a request besides its time, route and status: who (an id of ours, if known),
 * what, and with which result. Never what was typed, an address or a name.
 */
export interface SecurityNote {
  who?: string | null;
  what: SecurityTopic;
  result: string;
}

/** What a reader can follow: one signatory, a country, or an action of the Pact. */
export const followKinds = ['signatory', 'country', 'action'] as const;
export type FollowKind = (typeof followKinds)[number];

/** `key`: the public id, the country's code, or the action's. */
export interface Followed {
  kind: FollowKind;
  key: string;
}

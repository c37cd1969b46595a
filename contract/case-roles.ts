/**
 * The rights of an authority's people in its case. A lead may do everything, a sender everything
 * except decide who takes part and what ends, a contributor everything except send, and a reader
 * may only read. A supporter, as an association of towns, fills in the draft of another authority.
 * The contact is a lead.
 */
export const personRoles = ['lead', 'sender', 'contributor', 'reader', 'supporter'] as const;
export type PersonRole = (typeof personRoles)[number];

/** The roles of the authority's own people. */
export const ownRoles = ['lead', 'sender', 'contributor', 'reader'] as const;
export type OwnRole = (typeof ownRoles)[number];

import type { StaffRole } from '../../../../contract/kinds.js';

/** Changes that need a second colleague, and the role that may confirm each. */
export const proposalKinds = {
  'signatory.edit': 'publisher',
  'signatory.restore_version': 'publisher',
  'signatory.step': 'publisher',
  'signatory.merge': 'publisher',
  'import.run': 'publisher',
  'import.undo': 'publisher',
  'practice.edit': 'publisher',
  'practice.restore': 'publisher',
  'file.publish': 'publisher',
  'pledge.see': 'publisher',
  'mailing.send': 'publisher',
  'round.open': 'publisher',
  'settings.four_eyes_off': 'administrator',
  'settings.silence_public': 'administrator',
} as const satisfies Record<string, StaffRole>;
export type ProposalKind = keyof typeof proposalKinds;

/** The kinds that a colleague with these roles can decide on. */
export function kindsFor(roles: readonly StaffRole[]): ProposalKind[] {
  return (Object.keys(proposalKinds) as ProposalKind[]).filter((kind) =>
    roles.includes(proposalKinds[kind]),
  );
}

import { system, type Actor } from '../../platform/events/events.service.js';
import { operatorName } from '../../platform/mail/texts.js';
import { Staff, type StaffLanguage } from './staff.entity.js';

/** The person who runs the server and acts by `pact staff`; has no account here. */
export class Operator {
  /** @param user the name under which they are signed in to the machine. */
  constructor(
    readonly command: string,
    readonly user: string,
  ) {}
}

/** Who may change the accounts of others: an administrator, or the operator. */
export type AccountKeeper = Staff | Operator;

/** The administrator who is responsible for a change; null for the operator, who has no account. */
export const administratorBehind = (keeper: AccountKeeper): string | null =>
  keeper instanceof Operator ? null : keeper.id;

/**
 * The person responsible for an account that nobody has vouched for yet. The operator has no
 * account, so an earlier administrator stays responsible.
 */
export const stillBehind = ({ vouchedAt, rolesBy }: Staff): string | null =>
  vouchedAt ? null : rolesBy;

/** The form in which the audit trail records them. */
export function recordedAs(
  keeper: AccountKeeper,
  details: Record<string, unknown> = {},
): { actor: Actor; details: Record<string, unknown> } {
  if (!(keeper instanceof Operator)) return { actor: { kind: 'staff', id: keeper.id }, details };
  const { command, user } = keeper;
  return { actor: system, details: { ...details, command, user } };
}

/** The name shown in a mail to the colleague. */
export const nameOf = (keeper: AccountKeeper, language: StaffLanguage): string =>
  keeper instanceof Operator ? operatorName(language) : keeper.name;

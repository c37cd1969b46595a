import { ownRoles, type OwnRole } from '../../../../contract/case-roles.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Email, Name } from '../../platform/http/fields/text.js';

/** A colleague who is asked to take part. */
export class InvitePersonDto {
  @Name(150)
  name: string;

  @Email()
  email: string;

  @Choice(ownRoles)
  role: OwnRole;
}

/** An outside person who is asked to prepare the draft. */
export class InviteSupporterDto {
  @Name(150)
  name: string;

  @Email()
  email: string;
}

export class ChangeRoleDto {
  @Choice(ownRoles)
  role: OwnRole;
}

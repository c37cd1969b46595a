import { followKinds, type FollowKind } from '../../../../contract/follows.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Code, Email } from '../../platform/http/fields/text.js';

/** A reader's request to follow something, with the address for the mails. */
export class FollowDto {
  @Choice(followKinds)
  kind: FollowKind;

  @Code(/^[\w.-]{2,80}$/)
  key: string;

  @Email()
  email: string;
}

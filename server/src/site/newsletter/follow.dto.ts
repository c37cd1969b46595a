import { followKinds, type FollowKind } from '../../../../contract/follows.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Code, Email } from '../../platform/http/fields/text.js';

/** What a reader wants to follow, and where the mails are to go. */
export class FollowDto {
  @Choice(followKinds)
  kind: FollowKind;

  @Code(/^[\w.-]{2,80}$/)
  key: string;

  @Email()
  email: string;
}

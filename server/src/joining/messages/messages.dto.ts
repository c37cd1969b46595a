import { Code, FreeText } from '../../platform/http/fields/text.js';
import { limits } from '../../platform/config/limits.js';

/** A message of an authority to the Congress about one of its cases. */
export class WriteMessageDto {
  @Code(/^[A-Z0-9]{8}$/, { description: 'The reference of the case that it is about' })
  about: string;

  @FreeText(limits.messageLength, { description: 'Staff of the Congress read it' })
  message: string;
}

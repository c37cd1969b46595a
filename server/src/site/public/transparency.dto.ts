import { Code } from '../../platform/http/fields/text.js';

export class TransparencyQuery {
  @Code(/^[1-9]\d{0,3}$/, { optional: true, description: 'Counts from 1', default: '1' })
  page: string = '1';
}

/** Why a file cannot be read as a table. */
export type SheetFault =
  | 'unreadable'
  | 'encrypted'
  | 'too-large'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'empty'
  | 'open-quote'
  | 'xls'
  | 'xlsb'
  | 'ods'
  | 'numbers'
  | 'web-page'
  | 'json'
  | 'document'
  | 'archive';

export class UnreadableSheet extends Error {
  constructor(readonly fault: SheetFault) {
    super(`the sheet is ${fault}`);
  }
}

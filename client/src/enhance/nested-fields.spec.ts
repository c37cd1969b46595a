import { formTokenName } from '../../../contract/form-token.ts';
import { nestedFields } from './nested-fields.ts';

function form(...fields: [string, string | Blob][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

describe('what a form saves while one types', () => {
  it('takes every answer, an emptied one too', () => {
    expect(nestedFields(form(['nameOfficial', ' Köln '], ['region', '']))).toEqual({
      nameOfficial: ' Köln ',
      region: '',
    });
  });

  it('nests the parts of a name, in any order', () => {
    const data = form(
      ['actions.2.targetYear', '2030'],
      ['ownWords.0.text', 'A house'],
      ['actions.2.code', 'prevention.training'],
    );
    expect(nestedFields(data)).toEqual({
      actions: { 2: { code: 'prevention.training', targetYear: '2030' } },
      ownWords: { 0: { text: 'A house' } },
    });
  });

  it('leaves out the version, the token of the form, and files', () => {
    const data = form(['version', '3'], [formTokenName, 'x'], ['file', new Blob(['%PDF'])]);
    expect(nestedFields(data)).toEqual({});
  });
});

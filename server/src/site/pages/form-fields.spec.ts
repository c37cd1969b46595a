import { Problem } from '../../platform/http/problem.js';
import { nestedFields, toAnswer, toFieldErrors } from './form-fields.js';

const form = {
  'actions.0.code': '',
  'actions.0.targetYear': '2030',
  'actions.3.code': 'prevention.education',
  'actions.3.targetYear': '19',
  'actions.3.leadDepartment': ' ',
  'ownWords.0.text': ' ',
  'ownWords.1.text': 'A room for children',
  notYet: '',
};

describe('what a form’s fields mean', () => {
  it('an action that is not ticked is not pledged, whatever year stands beside it, and empty rows are no rows', () => {
    expect(toAnswer('prevention', nestedFields(form))).toEqual({
      actions: [{ code: 'prevention.education', targetYear: '19' }],
      ownWords: [{ text: 'A room for children' }],
    });
  });

  it('an error of an answer leads to the field that was filled in', () => {
    const fields = nestedFields(form);
    const errors = ['/actions/0/targetYear', '/ownWords/0/text', '/notYet'].map((pointer) => ({
      pointer,
      key: 'wrong',
      params: {},
      detail: '',
    }));
    expect(toFieldErrors(errors, fields).map(({ pointer }) => pointer)).toEqual([
      '/actions/3/targetYear',
      '/ownWords/1/text',
      '/notYet',
    ]);
  });

  it('S48 of a name given twice the last counts', () => {
    expect(nestedFields({ name: ['first', 'last'] })).toEqual({ name: 'last' });
  });

  it.each([
    [{ '__proto__.polluted': 'x' }],
    [{ 'a.constructor.b': 'x' }],
    [{ 'a.b.c.d': 'x' }],
    [{ a: 'x', 'a.b': 'y' }],
    [{ a: { b: 'c' } }],
  ])('S04 %j is not our form', (body) => {
    expect(() => nestedFields(body)).toThrow(Problem);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

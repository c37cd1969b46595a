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

describe('the meaning of a form’s fields', () => {
  it('keeps text beside an action that is not ticked, so that the form can ask about it, and drops empty rows', () => {
    expect(toAnswer('prevention', nestedFields(form))).toEqual({
      actions: [{ targetYear: '2030' }, { code: 'prevention.education', targetYear: '19' }],
      ownWords: [{ text: 'A room for children' }],
    });
  });

  it('an error of an answer leads to the field that was filled in', () => {
    const fields = nestedFields(form);
    const errors = ['/actions/1/targetYear', '/ownWords/0/text', '/notYet'].map((pointer) => ({
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

  it('errors are in the order of the fields, with a missing choice first', () => {
    const fields = nestedFields({ version: '1', name: '', 'day.day': '', email: 'x' });
    const errors = ['/email', '/day', '/name', '/body'].map((pointer) => ({
      pointer,
      key: 'isNotEmpty',
      params: {},
      detail: '',
    }));
    expect(toFieldErrors(errors, fields).map(({ pointer }) => pointer)).toEqual([
      '/body',
      '/name',
      '/day',
      '/email',
    ]);
  });

  it('a note beside “no news” is a report, but the page’s own default is not', () => {
    const report = { 'reports.0.pledgeId': 'a', 'reports.0.progress': '', 'reports.0.note': ' ' };
    expect(toAnswer('progress', nestedFields(report))).toEqual({ reports: [] });
    expect(toAnswer('progress', nestedFields({ ...report, 'reports.0.note': 'Soon' }))).toEqual({
      reports: [{ pledgeId: 'a', note: 'Soon' }],
    });
  });

  it('three boxes are a day, and confirmations are a list', () => {
    const boxes = { 'decidedOn.day': '28', 'decidedOn.month': 'juin', 'decidedOn.year': '2019' };
    const confirmed = { 'confirmed.asked0': 'askDay:2011-01-01' };
    expect(
      toAnswer('decision', nestedFields({ body: 'council', ...boxes, ...confirmed }), 'fr'),
    ).toEqual({ body: 'council', decidedOn: '2019-06-28', confirmed: ['askDay:2011-01-01'] });
    const empty = { 'decidedOn.day': '', 'decidedOn.month': ' ', 'decidedOn.year': '' };
    expect(toAnswer('decision', nestedFields(empty))).toEqual({});
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

import type { Schemas } from '../../api/client.ts';
import { emptyPledge, merge, toContent, toForm, type SignatoryForm } from './signatory-form.ts';

type Content = Schemas['SignatoryContentDto'];
const training = {
  id: 'p1',
  pillar: 'prevention',
  action: 'prevention.training',
  progress: 'planned',
} as const;
const house = {
  id: 'p2',
  pillar: 'protection',
  ownWords: 'A house',
  progress: 'planned',
} as const;
const content = (change: Partial<Content> = {}): Content => ({
  kind: 'municipality',
  countryCode: 'DE',
  nameOfficial: 'Köln',
  nameEn: 'Cologne',
  population: 1000,
  website: null,
  jointSignatories: [],
  pledges: [training, house],
  ...change,
});
const form = (change: Partial<Content> = {}) => toForm(content(change));
const pledgesOf = ({ pledges }: SignatoryForm) =>
  pledges.map(({ key, targetYear }) => [key, targetYear]);

describe('a signatory in the form', () => {
  it('survives the round trip, without empty values', () => {
    expect(toContent(form())).toEqual({
      kind: 'municipality',
      countryCode: 'DE',
      nameOfficial: 'Köln',
      nameEn: 'Cologne',
      population: '1000',
      jointSignatories: [],
      // Empty: a missing list would leave translations that were cleared.
      pledges: [training, house].map((pledge) => ({ ...pledge, translations: [] })),
    });
  });

  it('has one joint signatory a line, and no empty ones', () => {
    const typed = { ...form(), jointSignatories: 'Calw\n\n  \nRottweil\n' };
    expect(toContent(typed).jointSignatories).toEqual(['Calw', 'Rottweil']);
  });
});

describe('two colleagues change one signatory', () => {
  it('each keeps what the other did not touch', () => {
    const mine = { ...form(), nameEn: 'Cologne on the Rhine' };
    const { form: merged, contested } = merge(form(), mine, form({ population: 2000 }));
    expect(merged).toMatchObject({ nameEn: 'Cologne on the Rhine', population: '2000' });
    expect(contested).toEqual({});
  });

  it('where both changed a field, the text typed here stays and the other is shown', () => {
    const mine = { ...form(), website: 'https://mine.example', countryCode: 'AT' };
    const theirs = form({ website: 'https://theirs.example', countryCode: 'AT' });
    const { form: merged, contested } = merge(form(), mine, theirs);
    expect(merged).toMatchObject({ website: 'https://mine.example', countryCode: 'AT' });
    expect(contested).toEqual({ website: 'https://theirs.example' });
  });

  it('a field that was emptied here and changed there stays empty, and says so', () => {
    const { form: merged, contested } = merge(
      form(),
      { ...form(), nameEn: '' },
      form({ nameEn: 'Colonia' }),
    );
    expect(merged.nameEn).toBe('');
    expect(contested).toEqual({ nameEn: 'Colonia' });
  });

  it('a pledge changed here wins, one changed there stays', () => {
    const mine = form({ pledges: [{ ...training, targetYear: 2030 }, house] });
    const theirs = form({
      pledges: [
        { ...training, targetYear: 2028 },
        { ...house, targetYear: 2029 },
      ],
    });
    expect(pledgesOf(merge(form(), mine, theirs).form)).toEqual([
      ['p1', '2030'],
      ['p2', '2029'],
    ]);
  });

  it('a pledge removed here is removed, unless it was changed there', () => {
    const mine = form({ pledges: [] });
    const theirs = form({ pledges: [training, { ...house, targetYear: 2029 }] });
    expect(pledgesOf(merge(form(), mine, theirs).form)).toEqual([['p2', '2029']]);
  });

  it('a pledge removed there is removed, unless it was changed here: then it is a new one', () => {
    const mine = form({ pledges: [training, { ...house, targetYear: 2031 }] });
    const { pledges } = merge(form(), mine, form({ pledges: [] })).form;
    expect(pledges).toMatchObject([{ id: '', ownWords: 'A house', targetYear: '2031' }]);
  });

  it('the additions of both are kept', () => {
    const added = { ...emptyPledge('participation'), ownWords: 'A council of children' };
    const mine = { ...form(), pledges: [...form().pledges, added] };
    const theirs = form({
      pledges: [training, house, { ...house, id: 'p3', ownWords: 'A phone' }],
    });
    expect(merge(form(), mine, theirs).form.pledges.map(({ ownWords }) => ownWords)).toEqual([
      '',
      'A house',
      'A phone',
      'A council of children',
    ]);
  });
});

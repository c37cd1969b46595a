import { check } from '../validation.js';
import { AnyOf, Choice } from './choices.js';
import { Day } from './days.js';
import { Latitude, WholeNumber } from './numbers.js';
import { Email, FreeText, Name } from './text.js';
import { Id, ListOf } from './things.js';

class Item {
  @Name(5) name: string;
}

class Fields {
  @Name(5) name: string;
  @FreeText(5, { optional: true }) text?: string;
  @Choice(['a', 'b'], { optional: true, default: 'a' }) choice: string = 'a';
  @AnyOf(['a', 'b']) several?: string[];
  @WholeNumber(1, 9, { optional: true }) whole?: number;
  @Latitude({ optional: true }) latitude?: number;
  @Day({ optional: true }) day?: string;
  @Email({ mayBeEmpty: true }) email: string = '';
  @Id({ optional: true }) id?: string;
  @Latitude({ optional: true, nullable: true }) longitude?: number | null;
  @ListOf(Item, { max: 2, uniqueBy: 'name' }) items: Item[] = [];
}

const errorsOf = async (fields: object) =>
  (await check(Fields, fields)).errors.map(({ pointer, key, params }) => ({
    pointer,
    key,
    params,
  }));

describe('fields', () => {
  it('treat empty input as missing, and use the default', async () => {
    const { dto, errors } = await check(Fields, {
      name: ' Köln ',
      text: '',
      choice: '',
      several: ',',
      whole: '',
      day: '',
      email: '',
      id: '',
    });
    expect(errors).toEqual([]);
    expect(dto).toMatchObject({ name: 'Köln', choice: 'a', email: '', items: [] });
    expect([dto.text, dto.several, dto.whole, dto.day, dto.id]).toEqual(Array(5).fill(undefined));
  });

  it('treat null as missing, unless the field may be null', async () => {
    const optional = ['text', 'choice', 'several', 'whole', 'latitude', 'day', 'id'] as const;
    const nulls = Object.fromEntries([...optional, 'longitude'].map((name) => [name, null]));
    const { dto, errors } = await check(Fields, { ...nulls, name: 'Köln' });
    expect(errors).toEqual([]);
    expect(optional.map((name) => dto[name])).toEqual(
      optional.map((name) => (name === 'choice' ? 'a' : undefined)),
    );
    expect(dto.longitude).toBeNull();
  });

  it('read numbers and lists as people type them', async () => {
    const { dto } = await check(Fields, {
      name: 'Köln',
      latitude: '50,9',
      whole: '7',
      several: 'a,b,a',
    });
    expect(dto).toMatchObject({ latitude: 50.9, whole: 7, several: ['a', 'b'] });
  });

  it('report a missing field only as missing', async () => {
    expect(await errorsOf({})).toEqual([{ pointer: '/name', key: 'isNotEmpty', params: {} }]);
  });

  it('name the limit that is broken', async () => {
    expect(await errorsOf({ name: 'Strasbourg', whole: 10 })).toEqual([
      { pointer: '/name', key: 'maxLength', params: { max: 5, length: 10 } },
      { pointer: '/whole', key: 'max', params: { max: 9 } },
    ]);
  });

  it('refuse a list with an invalid or repeated item', async () => {
    expect(await errorsOf({ name: 'Köln', items: [null] })).toContainEqual({
      pointer: '/items',
      key: 'isObject',
      params: {},
    });
    expect(await errorsOf({ name: 'Köln', items: [{ name: 'a' }, { name: 'a' }] })).toMatchObject([
      { key: 'arrayUnique' },
    ]);
  });
});

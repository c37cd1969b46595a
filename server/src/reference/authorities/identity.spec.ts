import { areTwo, distinctionOf, type Identity } from './identity.js';

const nothing: Identity = {
  kind: 'municipality',
  officialCode: null,
  placeId: null,
  district: '',
  latitude: null,
  longitude: null,
};
const at = (latitude: number, longitude: number) => ({ ...nothing, latitude, longitude });

describe('IN6 two authorities of the same name in one region', () => {
  it('are different when the strongest detail that both have differs', () => {
    const here = { ...at(48.57, 12.11), officialCode: '09274113' };
    expect(areTwo(here, { ...here, officialCode: '09574112' })).toBe(true);
    expect(areTwo(here, { ...at(49.39, 11.36), officialCode: '09274113' })).toBe(false);
    expect(areTwo({ ...nothing, placeId: 1 }, { ...nothing, placeId: 2 })).toBe(true);
    expect(areTwo({ ...nothing, district: 'Landshut' }, { ...nothing, district: 'LANDSHUT' })).toBe(
      false,
    );
    expect(areTwo(at(48.57, 12.11), at(49.39, 11.36))).toBe(true);
    expect(areTwo(at(48.57, 12.11), at(48.58, 12.12))).toBe(false);
  });

  it('are the same when no detail differs, and regions are not distinguished by their centre', () => {
    expect(areTwo(nothing, { ...nothing, officialCode: '1' })).toBe(false);
    const region = { ...at(48, 12), kind: 'region' };
    expect(areTwo(region, { ...region, latitude: 50 })).toBe(false);
  });

  it('show the detail that distinguishes them', () => {
    expect(distinctionOf({ ...at(48, 12), officialCode: '1', placeId: 2 })).toBe('code:1');
    expect(distinctionOf({ ...at(48, 12), placeId: 2 })).toBe('place:2');
    expect(distinctionOf({ ...nothing, district: 'Nürnberger Land' })).toBe(
      'district:nurnberger land',
    );
    expect(distinctionOf(at(48.573, 12.111))).toBe('at:48.57,12.11');
  });
});

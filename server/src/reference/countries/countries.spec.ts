import { isoCountries, memberStates } from '../../../../contract/countries.js';

it('the Council of Europe has 46 member states, each an ISO country, none twice', () => {
  expect(memberStates).toHaveLength(46);
  expect(new Set(isoCountries).size).toBe(isoCountries.length);
  expect(isoCountries).toEqual(expect.arrayContaining(memberStates));
  expect(memberStates).not.toContain('RU');
});

it.each(['en', 'fr'])('each has a name in %s', (language) => {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  expect(isoCountries.filter((code) => !names.of(code))).toEqual([]);
});

import { check } from '../../../platform/http/validation.js';
import { AuthoritySection } from './sections.dto.js';

const errorsOf = async (answers: object) => {
  const all = { kind: 'municipality', nameOfficial: 'Kyoto', ...answers };
  return (await check(AuthoritySection, all)).errors.map(({ pointer, key }) => `${pointer} ${key}`);
};

describe('IN6 a country outside Europe needs a reason', () => {
  it('in the form and on paper, and only there', async () => {
    expect(await errorsOf({ countryCode: 'JP' })).toEqual(['/countryReason isCountryReason']);
    expect(await errorsOf({ countryCode: 'JP', countryReason: ' \n ' })).toHaveLength(1);
    expect(await errorsOf({ countryCode: 'JP', countryReason: 'x'.repeat(501) })).toHaveLength(1);
    expect(await errorsOf({ countryCode: 'JP', countryReason: 'Partner of Paris' })).toEqual([]);
    for (const countryCode of ['FR', 'VA', 'PF', 'GL'])
      expect(await errorsOf({ countryCode })).toEqual([]);
  });
});

import { completeFacts } from '../../../../contract/facts.js';
import { contentChanges, isUnchanged } from './content-changes.js';
import type { ContentPledge, SignatoryContent } from './signatory-content.js';

const pledge = (change: Partial<ContentPledge> = {}): ContentPledge => ({
  id: 'a',
  pillar: 'prevention',
  action: 'prevention.training',
  ownWords: null,
  ownWordsLanguage: null,
  targetYear: null,
  leadDepartment: null,
  progress: 'planned',
  progressNote: null,
  evidenceUrl: null,
  reportedOn: null,
  ...change,
});
const content = (change: Partial<SignatoryContent> = {}): SignatoryContent => ({
  kind: 'municipality',
  countryCode: 'DE',
  region: '',
  nameOfficial: 'Köln',
  nameOfficialLanguage: 'de',
  nameEn: 'Cologne',
  nameFr: 'Cologne',
  ...completeFacts({}),
  latitude: 50.9,
  longitude: 6.9,
  signedOn: '2014',
  sourceUrl: null,
  wikidataId: null,
  officialCode: null,
  district: '',
  jointSignatories: [],
  pledges: [pledge()],
  ...change,
});

describe('U17 the difference between two versions', () => {
  it('names the fields that differ, and nothing else', () => {
    expect(contentChanges(content(), content({ population: 1_000_000, region: '' }))).toEqual({
      fields: [{ field: 'population', before: null, after: '1000000' }],
      pledges: [],
    });
    expect(isUnchanged(contentChanges(content(), content()))).toBe(true);
  });

  it('recognises a pledge by its id, or by its promise', () => {
    const reworded = pledge({ action: null, ownWords: 'Our own' });
    expect(contentChanges(content(), content({ pledges: [reworded] })).pledges).toEqual([
      { before: pledge(), after: reworded },
    ]);
    expect(contentChanges(content(), content({ pledges: [pledge({ id: 'b' })] })).pledges).toEqual(
      [],
    );
  });

  it('distinguishes new and removed pledges', () => {
    const other = pledge({ id: 'b', action: 'prevention.other' });
    expect(contentChanges(content(), content({ pledges: [other] })).pledges).toEqual([
      { before: null, after: other },
      { before: pledge(), after: null },
    ]);
  });
});

import { keptPledges } from './kept-pledges.js';
import type { Pledge } from './pledge.entity.js';

const pledge = (id: string, words: Partial<Pledge>): Pledge => ({
  id,
  signatoryId: 's',
  pillarCode: 'prevention',
  actionCode: null,
  ownWords: null,
  ownWordsLanguage: 'en',
  targetYear: null,
  leadDepartment: null,
  progress: 'planned',
  progressNote: null,
  evidenceUrl: null,
  reportedOn: null,
  translations: [],
  position: 0,
  ...words,
});
const idsOf = (after: Pledge[], before: Pledge[]) => keptPledges(after, before).map(({ id }) => id);

describe('O15 a pledge continues an earlier one', () => {
  const before = [
    pledge('1', { actionCode: 'prevention.training', progress: 'done', reportedOn: '2026-01-01' }),
    pledge('2', { ownWords: 'Every school has a person to whom children can talk' }),
    pledge('3', { ownWords: 'Every school has a poster' }),
  ];

  it('with the same action, the same words, or the same words spelled otherwise', () => {
    const after = [
      pledge('a', { ownWords: 'Every school has a person, to whom children can talk.' }),
      pledge('b', { actionCode: 'prevention.training' }),
      pledge('c', { ownWords: 'Every school has a poster' }),
    ];
    expect(idsOf(after, before)).toEqual(['2', '1', '3']);
    expect(keptPledges(after, before)[1]).toMatchObject({ progress: 'done' });
  });

  it('not with another promise, nor under another pillar', () => {
    const after = [
      pledge('a', { ownWords: 'Coaches are trained' }),
      pledge('b', { ownWords: before[1]!.ownWords, pillarCode: 'protection' }),
    ];
    expect(idsOf(after, before)).toEqual(['a', 'b']);
  });

  it('a report is not carried over to the opposite promise', () => {
    const opened = pledge('4', {
      ownWords: 'We will open a shelter for children in every district of our town',
      progress: 'done',
      progressNote: 'Opened in May',
      evidenceUrl: 'https://example.org/shelter',
      reportedOn: '2026-01-01',
    });
    const contrary = pledge('a', { ownWords: opened.ownWords!.replace('will', 'will not') });
    expect(keptPledges([contrary], [opened])).toEqual([contrary]);
  });

  it('and each only once', () => {
    const twice = [
      pledge('a', { ownWords: 'Every school has a poster' }),
      pledge('b', { ownWords: 'Every school has a poster' }),
      pledge('c', { ownWords: 'every school has a poster' }),
    ];
    const ids = idsOf(twice, before);
    expect(ids[0]).toBe('3');
    expect(new Set(ids).size).toBe(3);
  });
});

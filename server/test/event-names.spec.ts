import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { officialLanguages } from '../../contract/languages.js';
import { eventActions } from '../src/platform/events/event-actions.js';

const folder = join(import.meta.dirname, '../../locales');

describe.each(officialLanguages)('U18 the audit trail in %s', (language) => {
  const { event } = JSON.parse(readFileSync(join(folder, language, 'staff.json'), 'utf8')) as {
    event: Record<string, Record<string, string>>;
  };

  it('has a name for every action that it can contain, and for nothing else', () => {
    const named = Object.entries(event).flatMap(([thing, verbs]) =>
      Object.keys(verbs).map((verb) => `${thing}.${verb}`),
    );
    expect(named.sort()).toEqual([...eventActions].sort());
  });
});

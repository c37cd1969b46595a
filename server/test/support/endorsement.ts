import { createHash } from 'node:crypto';
import { onePagePdf } from '../../src/commands/seed/demo-documents.js';
import type { SectionName } from '../../../contract/sections.js';

/** What an applicant fills in: a value for every section. */
export type Endorsement = Record<
  Exclude<SectionName, 'progress' | 'practice' | 'leaving'>,
  Record<string, unknown>
>;
export type Changes = Partial<Endorsement>;

const towns = [
  ['Bergen', 'NO'],
  ['Tartu', 'EE'],
  ['Graz', 'AT'],
  ['Porto', 'PT'],
  ['Brno', 'CZ'],
  ['Varna', 'BG'],
  ['Lugano', 'CH'],
  ['Aarhus', 'DK'],
  ['Murcia', 'ES'],
  ['Turku', 'FI'],
  ['Dijon', 'FR'],
  ['Leeds', 'GB'],
  ['Patras', 'GR'],
  ['Rijeka', 'HR'],
  ['Szeged', 'HU'],
  ['Galway', 'IE'],
  ['Trento', 'IT'],
  ['Kaunas', 'LT'],
  ['Liepaja', 'LV'],
  ['Budva', 'ME'],
  ['Utrecht', 'NL'],
  ['Gdynia', 'PL'],
  ['Arad', 'RO'],
  ['Novi Sad', 'RS'],
  ['Uppsala', 'SE'],
  ['Koper', 'SI'],
  ['Bursa', 'TR'],
] as const;
let next = 0;

/**
 * A whole, valid endorsement of a town that nobody else in this test file has; `changes` are laid
 * over it section by section.
 */
export function endorsement(changes: Changes = {}): Endorsement {
  const number = next++;
  const [name, countryCode] = towns[number % towns.length]!;
  const nameOfficial =
    number < towns.length ? name : `${name} ${'abcdefghijklmnopqrstuvwxyz'[number % 26]}${number}`;
  const whole: Endorsement = {
    authority: {
      kind: 'municipality',
      countryCode,
      nameOfficial,
      region: 'Region',
      website: 'www.town.example',
      population: '12 500',
    },
    place: { latitude: '52,5', longitude: 13.4 },
    signer: { name: 'Ada Signer', office: 'Mayor' },
    contact: {
      name: 'Olaf Officer',
      office: 'Youth office',
      email: `officer-${number}@town.example`,
      phone: '+49 221 1234',
    },
    decision: { body: 'council', decidedOn: '2026-03-12' },
    prevention: {
      actions: [
        {
          code: 'prevention.training',
          targetYear: new Date().getUTCFullYear() + 2,
          leadDepartment: 'Youth welfare office',
        },
      ],
      ownWords: [],
    },
    protection: {
      actions: [{ code: 'protection.helpline' }],
      ownWords: [{ text: 'A house for children\nin the old mill' }],
    },
    prosecution: { actions: [], ownWords: [], notYet: 'The court is not ours.' },
    participation: { actions: [], ownWords: [{ text: 'A children’s council' }] },
    declaration: { accepted: true },
  };
  for (const [section, values] of Object.entries(changes))
    whole[section as keyof Endorsement] = { ...whole[section as keyof Endorsement], ...values };
  return whole;
}

/** A PDF that opens, different for each `line`. */
export function signedPact(line = 'Signed'): Buffer {
  return onePagePdf(['The Pact', line]);
}

export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

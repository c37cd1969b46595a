import { createHash } from 'node:crypto';
import { onePagePdf } from '../../src/commands/seed/demo-documents.js';
import type { SectionName } from '../../../contract/sections.js';

/** The applicant's answers: a value for every section. */
export type Endorsement = Record<
  Exclude<SectionName, 'progress' | 'practice' | 'leaving'>,
  Record<string, unknown>
>;
export type Changes = Partial<Endorsement>;

const towns = [
  ['Bergen', 'NO', 60.39, 5.32],
  ['Tartu', 'EE', 58.38, 26.72],
  ['Graz', 'AT', 47.07, 15.44],
  ['Porto', 'PT', 41.15, -8.61],
  ['Brno', 'CZ', 49.2, 16.61],
  ['Varna', 'BG', 43.21, 27.91],
  ['Lugano', 'CH', 46.0, 8.95],
  ['Aarhus', 'DK', 56.16, 10.2],
  ['Murcia', 'ES', 37.99, -1.13],
  ['Turku', 'FI', 60.45, 22.27],
  ['Dijon', 'FR', 47.32, 5.04],
  ['Leeds', 'GB', 53.8, -1.55],
  ['Patras', 'GR', 38.25, 21.73],
  ['Rijeka', 'HR', 45.33, 14.44],
  ['Szeged', 'HU', 46.25, 20.15],
  ['Galway', 'IE', 53.27, -9.05],
  ['Trento', 'IT', 46.07, 11.12],
  ['Kaunas', 'LT', 54.9, 23.89],
  ['Liepaja', 'LV', 56.51, 21.01],
  ['Budva', 'ME', 42.29, 18.84],
  ['Utrecht', 'NL', 52.09, 5.12],
  ['Gdynia', 'PL', 54.52, 18.53],
  ['Arad', 'RO', 46.17, 21.32],
  ['Novi Sad', 'RS', 45.25, 19.85],
  ['Uppsala', 'SE', 59.86, 17.64],
  ['Koper', 'SI', 45.55, 13.73],
  ['Bursa', 'TR', 40.18, 29.06],
] as const;
let next = 0;

/**
 * A complete, valid endorsement of a town that is unique in this test file; `changes` override it
 * section by section.
 */
export function endorsement(changes: Changes = {}): Endorsement {
  const number = next++;
  const [name, countryCode, latitude, longitude] = towns[number % towns.length]!;
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
    place: { latitude: String(latitude).replace('.', ','), longitude },
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

/** A valid PDF, different for each `line`. */
export function signedPact(line = 'Signed'): Buffer {
  return onePagePdf(['The Pact', line]);
}

export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

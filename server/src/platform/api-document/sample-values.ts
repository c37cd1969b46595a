import { eachFact, factOf } from '../../../../contract/facts.js';

/** The parts of a schema that determine a value directly: type, format and bounds. */
interface Shape {
  type?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  items?: unknown;
}

const byFormat: Record<string, unknown> = {
  'date-time': '2026-11-24T09:00:00.000Z',
  date: '2026-11-18',
  uuid: '01a20be3-8239-7462-9665-95ae42b5226f',
  uri: 'https://www.strasbourg.eu/',
  email: 'elise.martin@strasbourg.example',
  password: 'a long sentence that nobody guesses',
  binary: '(the bytes of the file)',
};

/**
 * One town and its case, keyed by property name. A property that means something else in its DTO
 * has its own example there.
 */
const byName: Record<string, unknown> = {
  ...eachFact((name) => factOf(name).example),
  action: 'prevention.training',
  actions: ['case.submitted'],
  actorName: 'Maria Silva',
  after: 'Strasbourg',
  alsoIn: 'en',
  alt: 'The council of Strasbourg signs the Pact',
  answers: { authority: { name: 'Strasbourg', kind: 'municipality' } },
  authorityName: 'Strasbourg',
  bandCounts: { due: 3, fresh: 12 },
  before: 'Strassburg',
  bodyEn: 'Strasbourg has **joined** the Pact.',
  bodyFr: 'Strasbourg a **rejoint** le Pacte.',
  browser: 'Firefox',
  by: 'Maria Silva',
  cleanSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  column: 'Name',
  columns: ['Name', 'Country', 'Signed on'],
  contactAddress: 'Palais de l’Europe, 67075 Strasbourg, France',
  countries: ['FR'],
  countryCode: 'FR',
  countryCounts: { FR: 12 },
  counts: { waiting: 15 },
  details: { state: 'published' },
  email: 'elise.martin@strasbourg.example',
  evidenceUrl: 'https://www.strasbourg.eu/protection-enfance',
  failure: 'The file changed while it was read.',
  fileName: 'council-decision.pdf',
  forWhom: 'Everyone who works with children in the town’s 65 nurseries',
  hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  head: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  html: '<p>Strasbourg has <strong>joined</strong> the Pact.</p>',
  id: 'kd7q2mxr',
  imageAltEn: 'The council of Strasbourg signs the Pact',
  imageAltFr: 'Le conseil de Strasbourg signe le Pacte',
  introEn: 'Twelve towns have joined since the last digest.',
  introFr: 'Douze villes ont adhéré depuis la dernière lettre.',
  jointSignatories: ['Eurométropole de Strasbourg'],
  language: 'fr',
  lastError: '451 try again later',
  latitude: 48.5734,
  leadDepartment: 'Children and Education',
  longitude: 7.7521,
  mergedInto: 'm4x8c2pz',
  name: 'Strasbourg',
  nameEn: 'Strasbourg',
  nameFr: 'Strasbourg',
  nameOfficial: 'Strasbourg',
  network: '192.0.2.0/24',
  next: 'eyJuYW1lIjoiU3RyYXNib3VyZyJ9',
  notYet: 'We train first, and look for partners in the courts next year.',
  note: 'Two thirds of the staff are trained.',
  office: 'Head of Children’s Services',
  oneTimeCode: '492039',
  options: { challenge: 'c2F5IHRoYXQgaXQgaXMgeW91' },
  ownWords: 'A house where a child tells once what happened, and is heard by all who need to know.',
  ownWordsLanguage: 'en',
  params: { max: 200 },
  passkeyName: 'Work laptop',
  path: 'M0 0h7v1H0z',
  phone: '+33 3 68 98 50 00',
  population: 291313,
  previous: 'eyJuYW1lIjoiUml0dGVyIn0',
  progressNote: 'Two thirds of the staff are trained.',
  proof: 'eyJhbGdvcml0aG0iOiJTSEEtMjU2In0=',
  publicId: 'kd7q2mxr',
  query: 'show=waiting&country=FR',
  reason: 'The council’s decision is attached and was checked.',
  recipient: 'elise.martin@strasbourg.example',
  recoveryCodes: ['k7mq-2xwp-9dtr', 'b4nh-8vcz-3gyf'],
  reference: 'KD7Q2MXR',
  region: 'Grand Est',
  replyTo: 'pact@coe.example',
  response: { id: 'a2V5', type: 'public-key' },
  result: 'Reports to the service have doubled, and every second one comes from a nursery.',
  sample: [['Strasbourg', 'FR', '2014-05-13']],
  secret: 'JBSWY3DPEHPK3PXP',
  seq: '4711',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  signedOn: '2014-05-13',
  slug: 'kd7q2mxr-strasbourg',
  source: 'Lanzarote Convention, Article 5',
  sourceUrl: 'https://www.strasbourg.eu/pact',
  subject: 'Strasbourg is on the register of the Pact',
  subjectEn: 'The Pact in November',
  subjectFr: 'Le Pacte en novembre',
  subjectName: 'Strasbourg',
  summary: 'The council of Strasbourg has joined the Pact.',
  summaryEn: 'The council of Strasbourg has joined the Pact.',
  summaryFr: 'Le conseil de Strasbourg a rejoint le Pacte.',
  system: 'Linux',
  targetYear: 2028,
  text: 'Please attach the decision of the council.',
  textEn: 'Please attach the decision of the council.',
  textFr: 'Veuillez joindre la décision du conseil.',
  title: 'Every nursery has somebody to turn to',
  titleEn: 'Strasbourg joins the Pact',
  titleFr: 'Strasbourg rejoint le Pacte',
  token: 'mT3kq0wJ2nXf5vRzB8aLc7yPdE6hUgKs1tQiVoWxN4M',
  typed: { signer: { name: 'Jeanne' } },
  url: 'https://www.strasbourg.eu/',
  value: 'Strassburg',
  website: 'https://www.strasbourg.eu/',
  websiteDomain: 'strasbourg.eu',
  whatWasDone: 'Two people of each nursery were trained to listen, and to know whom to call.',
  whomToAsk: 'Children’s Services, protection@strasbourg.example',
  wording: {
    en: 'Train everyone who works with children',
    fr: 'Former toutes les personnes qui travaillent avec des enfants',
  },
  year: 2026,
};

/** The same text in every language of the Pact, for properties that hold one text per language. */
const inLanguage: Record<string, string> = {
  en: 'Training',
  fr: 'Formation',
  de: 'Schulung',
  uk: 'Навчання',
  pt: 'Formação',
  it: 'Formazione',
  es: 'Formación',
  nl: 'Opleiding',
  pl: 'Szkolenia',
  ro: 'Formare',
  el: 'Εκπαίδευση',
  tr: 'Eğitim',
};

/** A sample value of this name and shape, or undefined if it has to be built from its parts. */
export function sampleOf(name: string, shape: Shape): unknown {
  if (shape.format && shape.format in byFormat) return byFormat[shape.format];
  const types = [shape.type].flat();
  if (types.includes('boolean')) return true;
  const known = byName[name] ?? inLanguage[name];
  if (known !== undefined && types.some((type) => isOf(type, known))) return known;
  if (types.includes('number') || types.includes('integer'))
    return Math.min(Math.max(3, shape.minimum ?? 0), shape.maximum ?? Infinity);
  return undefined;
}

function isOf(type: unknown, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
  return typeof value === (type === 'integer' ? 'number' : type);
}

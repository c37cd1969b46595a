import type { OfficialLanguage } from '../../../client/src/languages.js';
import type { PillarCode } from '../submissions/answers.js';

/** Papers are official: they exist in the Congress's official languages. */
export type PaperLanguage = OfficialLanguage;

interface AdhesionTexts {
  title: string;
  subtitle: string;
  how: string;
  authority: string;
  country: string;
  declaration(authority: string): string;
  points: string[];
  pledges: string;
  nothingYet: string;
  blankPledge: string;
  by(year: number): string;
  lead(name: string): string;
  decision: string;
  name: string;
  office: string;
  placeAndDate: string;
  signature: string;
  reference: string;
}

interface CertificateTexts {
  title: string;
  has: string;
  joined: string;
  joinedOn(date: string): string;
  asOf(date: string): string;
  check: string;
  issuer: string;
}

/** The words of the printed papers. The declaration says what docs and the Pact's page say of joining, no more. */
export const paperTexts: Record<
  PaperLanguage,
  {
    pact: string;
    pillars: Record<PillarCode, string>;
    adhesion: AdhesionTexts;
    certificate: CertificateTexts;
    badge(year: string): string;
    badgeTitle: string;
  }
> = {
  en: {
    pact: 'Pact of Towns and Regions to Stop Sexual Violence against Children',
    pillars: { prevention: 'Prevention', protection: 'Protection', prosecution: 'Prosecution', participation: 'Participation' },
    adhesion: {
      title: 'Adhesion to the Pact',
      subtitle: 'Pact of Towns and Regions to Stop Sexual Violence against Children',
      how: 'Print this document, have it signed by the person who may speak for the authority, and add the scan or a photo of it to the endorsement form.',
      authority: 'Authority',
      country: 'Country',
      declaration: (authority) =>
        `${authority} joins the Pact of Towns and Regions to Stop Sexual Violence against Children of the Congress of Local and Regional Authorities of the Council of Europe, in the spirit of the Convention on the Protection of Children against Sexual Exploitation and Sexual Abuse (Lanzarote Convention, CETS No. 201).`,
      points: [
        'It pledges action under the four pillars of the Pact, as set out below.',
        'It reports on what came of its pledges.',
        'It agrees that its membership and its pledges are public.',
      ],
      pledges: 'Pledges',
      nothingYet: 'Not yet; the reason is given in the form.',
      blankPledge: 'Actions of the Pact, or in your own words, with the year by which:',
      by: (year) => `by ${year}`,
      lead: (name) => `lead: ${name}`,
      decision: 'Decided by (council, assembly or other body) on',
      name: 'Name of the person who signs',
      office: 'Office',
      placeAndDate: 'Place and date',
      signature: 'Signature and stamp',
      reference: 'Reference',
    },
    certificate: {
      title: 'Certificate of membership',
      has: 'has joined the',
      joined: 'is a signatory of the Pact',
      joinedOn: (date) => `signatory since ${date}`,
      asOf: (date) => `As the register stood on ${date}.`,
      check: 'Scan the code, or open the address, to see what the register says today:',
      issuer: 'Congress of Local and Regional Authorities of the Council of Europe',
    },
    badge: (year) => (year ? `Signatory since ${year}` : 'Signatory'),
    badgeTitle: 'Pact to Stop Sexual Violence against Children',
  },
  fr: {
    pact: 'Pacte des villes et régions contre la violence sexuelle envers les enfants',
    pillars: { prevention: 'Prévention', protection: 'Protection', prosecution: 'Poursuites', participation: 'Participation' },
    adhesion: {
      title: 'Adhésion au Pacte',
      subtitle: 'Pacte des villes et régions contre la violence sexuelle envers les enfants',
      how: 'Imprimez ce document, faites-le signer par la personne habilitée à engager l’autorité, et joignez-en la numérisation ou une photo au formulaire d’adhésion.',
      authority: 'Autorité',
      country: 'Pays',
      declaration: (authority) =>
        `${authority} adhère au Pacte des villes et régions contre la violence sexuelle envers les enfants du Congrès des pouvoirs locaux et régionaux du Conseil de l’Europe, dans l’esprit de la Convention sur la protection des enfants contre l’exploitation et les abus sexuels (Convention de Lanzarote, STCE no 201).`,
      points: [
        'Elle prend des engagements au titre des quatre piliers du Pacte, énoncés ci-dessous.',
        'Elle rend compte de leurs suites.',
        'Elle accepte que son adhésion et ses engagements soient publics.',
      ],
      pledges: 'Engagements',
      nothingYet: 'Pas encore ; le motif est donné dans le formulaire.',
      blankPledge: 'Actions du Pacte, ou dans vos propres mots, avec l’échéance :',
      by: (year) => `d’ici ${year}`,
      lead: (name) => `pilote : ${name}`,
      decision: 'Décidé par (conseil, assemblée ou autre organe) le',
      name: 'Nom du signataire',
      office: 'Fonction',
      placeAndDate: 'Lieu et date',
      signature: 'Signature et cachet',
      reference: 'Référence',
    },
    certificate: {
      title: 'Certificat d’adhésion',
      has: 'a adhéré au',
      joined: 'est signataire du Pacte',
      joinedOn: (date) => `signataire depuis le ${date}`,
      asOf: (date) => `D’après le registre au ${date}.`,
      check: 'Scannez le code, ou ouvrez l’adresse, pour voir ce que dit le registre aujourd’hui :',
      issuer: 'Congrès des pouvoirs locaux et régionaux du Conseil de l’Europe',
    },
    badge: (year) => (year ? `Signataire depuis ${year}` : 'Signataire'),
    badgeTitle: 'Pacte contre la violence sexuelle envers les enfants',
  },
};

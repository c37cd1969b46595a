import type { CourtesyMailTexts } from './texts.js';

export const nl: CourtesyMailTexts = {
  greeting: 'Geachte {name},',
  closing: 'Het secretariaat van het Pact\nCongres van Lokale en Regionale Overheden van de Raad van Europa',
  footer:
    'U ontvangt dit bericht omdat dit adres is opgegeven bij een toetreding tot het Pact van steden en regio’s om seksueel geweld tegen kinderen te stoppen.',
  confirm_email: {
    subject: 'Bevestig uw e-mailadres: toetreding {reference}',
    paragraphs: [
      'Dank u voor het insturen van de toetreding tot het Pact voor {authority}. Het kenmerk is {reference}.',
      'Wilt u bevestigen dat dit adres van u is? Pas daarna bekijken we de toetreding. De link is 72 uur geldig.',
      'Hebt u geen toetreding ingestuurd, dan hoeft u niets te doen: zonder uw bevestiging wordt zij niet behandeld en wordt zij verwijderd.',
    ],
    button: 'Adres bevestigen',
  },
  submission_confirmed: {
    subject: 'Wij hebben uw toetreding {reference} ontvangen',
    paragraphs: [
      'Uw e-mailadres is bevestigd, en de toetreding tot het Pact voor {authority} ligt nu bij het secretariaat. Het kenmerk is {reference}.',
      'Gewoonlijk antwoorden we binnen tien werkdagen. We schrijven naar dit adres als we iets nodig hebben of hebben beslist.',
      'U kunt het dossier op elk moment volgen: open de onderstaande pagina en vraag een aanmeldlink aan.',
    ],
    button: 'Dossier volgen',
  },
  case_link: {
    subject: 'Uw aanmeldlink voor {reference}',
    paragraphs: [
      'Hier is de link naar uw dossier {reference}. Die werkt één keer, binnen 15 minuten.',
      'Hebt u er niet om gevraagd, dan hoeft u niets te doen.',
    ],
    button: 'Dossier openen',
  },
  draft_link: {
    subject: 'Ga verder met uw toetreding {reference}',
    paragraphs: [
      'Hier is de link om verder te gaan met de toetreding tot het Pact die onder kenmerk {reference} is begonnen. Die werkt 30 dagen op elk apparaat, totdat de toetreding is ingestuurd.',
      'Wie de link heeft, kan lezen en wijzigen wat tot nu toe is ingevuld: geef hem alleen door aan mensen die dat mogen doen.',
      'Hebt u er niet om gevraagd, dan hoeft u niets te doen.',
    ],
    button: 'Verdergaan met de toetreding',
  },
  draft_expires: {
    subject: 'Uw toetreding {reference} wordt op {date} verwijderd',
    paragraphs: [
      'De toetreding tot het Pact met kenmerk {reference} is begonnen maar niet ingestuurd, en er is al enige tijd niets gewijzigd. Op {date} wordt zij verwijderd, met alles wat is ingevuld.',
      'Wilt u haar behouden, ga er dan vóór die dag mee verder.',
    ],
    button: 'Verdergaan met de toetreding',
  },
  unconfirmed_expires: {
    subject: 'Uw toetreding {reference} wacht nog op uw bevestiging',
    paragraphs: [
      'De toetreding tot het Pact voor {authority} is ingestuurd, maar dit adres is niet bevestigd. Zonder bevestiging kunnen we haar niet behandelen. Op {date} wordt zij verwijderd.',
      'Wilt u bevestigen dat dit adres van u is? De link is 72 uur geldig.',
      'Hebt u geen toetreding ingestuurd, dan hoeft u niets te doen.',
    ],
    button: 'Adres bevestigen',
  },
  changes_requested: {
    subject: 'Vul uw toetreding {reference} aan',
    paragraphs: [
      'We hebben de toetreding voor {authority} bekeken en vragen u iets te wijzigen of toe te voegen:',
      '{reason}',
      'Open uw dossier, wijzig de antwoorden en stuur ze opnieuw in. In het formulier staat elke opmerking bij het antwoord waarover zij gaat.',
    ],
    button: 'Dossier openen',
  },
  resubmitted: {
    subject: 'Wij hebben uw wijzigingen ontvangen: {reference}',
    paragraphs: [
      'Dank u. Uw wijzigingen in de toetreding voor {authority} liggen nu bij het secretariaat. We schrijven u opnieuw wanneer we hebben beslist.',
    ],
    button: 'Dossier volgen',
  },
  follow_up_received: {
    subject: 'Wij hebben uw inzending {reference} ontvangen',
    paragraphs: [
      'Dank u. Wat u voor {authority} hebt ingestuurd, ligt nu bij het secretariaat. Het kenmerk is {reference}.',
      'De openbare pagina blijft zoals zij is totdat wij de inzending hebben goedgekeurd. We schrijven u opnieuw wanneer we hebben beslist.',
      'Hebt u dit niet ingestuurd, beantwoord dit bericht dan meteen.',
    ],
    button: 'Dossier volgen',
  },
  follow_up_approved: {
    subject: 'Goedgekeurd: {reference}',
    paragraphs: ['Wat u voor {authority} hebt ingestuurd, is goedgekeurd en staat nu op de openbare pagina.', '{reason}'],
    button: 'Dossier openen',
  },
  follow_up_rejected: {
    subject: 'Uw inzending {reference} kon niet worden aanvaard',
    paragraphs: ['Wat u voor {authority} hebt ingestuurd, konden we niet aanvaarden. De openbare pagina blijft zoals zij was. De reden:', '{reason}'],
    button: 'Dossier openen',
  },
  approved: {
    subject: 'Uw toetreding {reference} is goedgekeurd',
    paragraphs: [
      'De toetreding tot het Pact voor {authority} is goedgekeurd. We schrijven u opnieuw wanneer zij in het register is bekendgemaakt.',
      '{reason}',
    ],
    button: 'Dossier volgen',
  },
  rejected: {
    subject: 'Uw toetreding {reference} kon niet worden aanvaard',
    paragraphs: [
      'We konden de toetreding voor {authority} niet aanvaarden. De reden:',
      '{reason}',
      'U kunt gerust een nieuwe toetreding insturen zodra dit is opgelost, of dit bericht beantwoorden.',
    ],
  },
  published: {
    subject: '{authority} staat in het register van het Pact',
    paragraphs: [
      '{authority} staat nu in het openbare register van het Pact van steden en regio’s om seksueel geweld tegen kinderen te stoppen. Dank u voor de toetreding.',
      'Iedereen kan de pagina en de toezeggingen zien:',
    ],
    button: 'Pagina bekijken',
  },
  publication_scheduled: {
    subject: '{authority} komt op {date} in het register van het Pact',
    paragraphs: [
      'De pagina van {authority} in het openbare register van het Pact wordt op {date} bekendgemaakt. We schrijven u die dag opnieuw.',
      '{reason}',
    ],
    button: 'Dossier volgen',
  },
  on_hold: {
    subject: 'De vermelding van {authority} is opgeschort',
    paragraphs: ['De vermelding van {authority} in het register van het Pact is nu als opgeschort aangeduid. De reden:', '{reason}'],
    button: 'Pagina bekijken',
  },
  withdrawn: {
    subject: 'De vermelding van {authority} is ingetrokken',
    paragraphs: ['De vermelding van {authority} is uit het register van het Pact verwijderd. De reden:', '{reason}'],
  },
  merged: {
    subject: 'De vermeldingen van {authority} en {into} zijn samengevoegd',
    paragraphs: [
      'Het register van het Pact bevatte twee vermeldingen voor dezelfde overheid. De vermelding van {authority} is samengevoegd met die van {into}: het adres leidt nu daarheen.',
      '{reason}',
    ],
    button: 'Pagina bekijken',
  },
  hand_over: {
    subject: 'Word contactpersoon voor {authority} in het Pact',
    paragraphs: [
      '{from} vraagt u contactpersoon te worden voor {authority} in het Pact van steden en regio’s om seksueel geweld tegen kinderen te stoppen.',
      'Stemt u daarmee in, open dan de onderstaande pagina en bevestig. U ontvangt dan onze berichten en houdt de pagina van {authority} actueel. De link is 72 uur geldig.',
      'Weet u niet waarover dit gaat, dan hoeft u niets te doen.',
    ],
    button: 'Contactpersoon worden',
  },
  hand_over_begun: {
    subject: 'U draagt {authority} over',
    paragraphs: [
      'U hebt gevraagd dat {to} contactpersoon wordt voor {authority} in het Pact. Er verandert niets totdat de nieuwe contactpersoon bevestigt.',
      'Hebt u dit niet gevraagd, beantwoord dit bericht dan meteen.',
    ],
    button: 'Dossier openen',
  },
  handed_over: {
    subject: 'De contactpersoon voor {authority} is gewijzigd',
    paragraphs: [
      '{to} is nu contactpersoon voor {authority} in het Pact. Dit adres ontvangt geen berichten meer, en uw naam en adres zijn uit het dossier verwijderd.',
      'Dank u voor wat u voor het Pact hebt gedaan. Hebt u hier niet mee ingestemd, beantwoord dit bericht dan meteen.',
    ],
  },
  progress_reminder: {
    subject: 'Hoe staat het met de toezeggingen van {authority}?',
    paragraphs: [
      'Het is een jaar geleden dat {authority} voor het laatst heeft gemeld hoe het met de toezeggingen in het Pact staat. Anderen leren van wat werkt en van wat moeilijk is.',
      'Het kost enkele minuten: open uw dossier en meld de voortgang.',
    ],
    button: 'Voortgang melden',
  },
  newsletter_confirm: {
    subject: 'Graag bevestigen: nieuws over het Pact',
    paragraphs: [
      'Iemand, waarschijnlijk u, heeft gevraagd de nieuwsbrief van het Pact van steden en regio’s om seksueel geweld tegen kinderen te stoppen naar dit adres te sturen.',
      'Was u dat, bevestig dit dan op de onderstaande pagina. De link is 7 dagen geldig.',
      'Was u het niet, dan hoeft u niets te doen: u hoort niets meer van ons, en het adres wordt na 7 dagen verwijderd.',
    ],
    button: 'Bevestigen',
    footer: 'U ontvangt dit bericht omdat dit adres voor de nieuwsbrief van het Pact is opgegeven.',
  },
  newsletter_known: {
    subject: 'U ontvangt de nieuwsbrief van het Pact al',
    paragraphs: [
      'Iemand, waarschijnlijk u, heeft gevraagd de nieuwsbrief van het Pact van steden en regio’s om seksueel geweld tegen kinderen te stoppen naar dit adres te sturen. Het adres is al geabonneerd; u hoeft niets te doen.',
      'Wilt u de nieuwsbrief liever niet meer ontvangen, meld u dan af op de onderstaande pagina.',
    ],
    button: 'Afmelden voor de nieuwsbrief',
    footer: 'U ontvangt dit bericht omdat dit adres voor de nieuwsbrief van het Pact is opgegeven.',
  },
  newsletter_digest: {
    subject: '{subject}',
    paragraphs: [],
    button: 'Afmelden voor de nieuwsbrief',
    footer:
      'U ontvangt dit bericht omdat u geabonneerd bent op de nieuwsbrief van het Pact van steden en regio’s om seksueel geweld tegen kinderen te stoppen.',
  },
};

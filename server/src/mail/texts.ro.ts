import type { CourtesyMailTexts } from './texts.js';

export const ro: CourtesyMailTexts = {
  greeting: 'Stimată doamnă / Stimate domnule {name},',
  closing: 'Secretariatul Pactului\nCongresul Autorităților Locale și Regionale al Consiliului Europei',
  footer:
    'Primiți acest mesaj deoarece această adresă a fost indicată într-o adeziune la Pactul orașelor și regiunilor pentru stoparea violenței sexuale împotriva copiilor.',
  confirm_email: {
    subject: 'Confirmați adresa de e-mail: adeziunea {reference}',
    paragraphs: [
      'Vă mulțumim pentru trimiterea adeziunii la Pact pentru {authority}. Referința ei este {reference}.',
      'Vă rugăm să confirmați că această adresă vă aparține. Abia apoi analizăm adeziunea. Linkul este valabil 72 de ore.',
      'Dacă nu ați trimis nicio adeziune, nu faceți nimic: fără confirmarea dumneavoastră nimeni nu se va ocupa de ea și va fi ștearsă.',
    ],
    button: 'Confirmați adresa',
  },
  submission_confirmed: {
    subject: 'Am primit adeziunea dumneavoastră {reference}',
    paragraphs: [
      'Adresa dumneavoastră de e-mail este confirmată, iar adeziunea la Pact pentru {authority} se află acum la secretariat. Referința ei este {reference}.',
      'De regulă, răspundem în zece zile lucrătoare. Scriem la această adresă când avem nevoie de ceva sau când am luat o hotărâre.',
      'Puteți urmări dosarul oricând: deschideți pagina de mai jos și cereți un link de conectare.',
    ],
    button: 'Urmăriți dosarul',
  },
  case_link: {
    subject: 'Linkul dumneavoastră de conectare pentru {reference}',
    paragraphs: [
      'Iată linkul către dosarul dumneavoastră {reference}. Funcționează o singură dată, timp de 15 minute.',
      'Dacă nu l-ați cerut, nu faceți nimic.',
    ],
    button: 'Deschideți dosarul',
  },
  draft_link: {
    subject: 'Continuați adeziunea {reference}',
    paragraphs: [
      'Iată linkul pentru a continua adeziunea la Pact începută cu referința {reference}. Funcționează pe orice dispozitiv, timp de 30 de zile, până la trimiterea adeziunii.',
      'Cine are linkul poate citi și modifica ce s-a completat până acum: transmiteți-l numai celor care trebuie să facă acest lucru.',
      'Dacă nu l-ați cerut, nu faceți nimic.',
    ],
    button: 'Continuați adeziunea',
  },
  draft_expires: {
    subject: 'Adeziunea dumneavoastră {reference} va fi ștearsă la {date}',
    paragraphs: [
      'Adeziunea la Pact cu referința {reference} a fost începută, dar nu a fost trimisă și de ceva timp nu s-a modificat nimic. La {date} va fi ștearsă, cu tot ce s-a completat.',
      'Pentru a o păstra, continuați-o înainte de această dată.',
    ],
    button: 'Continuați adeziunea',
  },
  unconfirmed_expires: {
    subject: 'Adeziunea dumneavoastră {reference} așteaptă încă să o confirmați',
    paragraphs: [
      'Adeziunea la Pact pentru {authority} a fost trimisă, dar această adresă nu a fost confirmată. Până atunci nu ne putem ocupa de ea. La {date} va fi ștearsă.',
      'Vă rugăm să confirmați că această adresă vă aparține. Linkul este valabil 72 de ore.',
      'Dacă nu ați trimis nicio adeziune, nu faceți nimic.',
    ],
    button: 'Confirmați adresa',
  },
  changes_requested: {
    subject: 'Vă rugăm să completați adeziunea {reference}',
    paragraphs: [
      'Am analizat adeziunea pentru {authority} și vă rugăm să modificați sau să adăugați următoarele:',
      '{reason}',
      'Deschideți dosarul, modificați răspunsurile și trimiteți-le din nou. În formular, fiecare observație apare la răspunsul la care se referă.',
    ],
    button: 'Deschideți dosarul',
  },
  resubmitted: {
    subject: 'Am primit modificările dumneavoastră: {reference}',
    paragraphs: [
      'Vă mulțumim. Modificările aduse adeziunii pentru {authority} se află acum la secretariat. Vă scriem din nou după ce luăm o hotărâre.',
    ],
    button: 'Urmăriți dosarul',
  },
  follow_up_received: {
    subject: 'Am primit mesajul dumneavoastră {reference}',
    paragraphs: [
      'Vă mulțumim. Ceea ce ați trimis pentru {authority} se află acum la secretariat. Referința este {reference}.',
      'Pagina publică rămâne așa cum este până la aprobarea noastră. Vă scriem din nou după ce luăm o hotărâre.',
      'Dacă nu dumneavoastră ați trimis acest mesaj, vă rugăm să ne răspundeți imediat.',
    ],
    button: 'Urmăriți dosarul',
  },
  follow_up_approved: {
    subject: 'Aprobat: {reference}',
    paragraphs: ['Ceea ce ați trimis pentru {authority} a fost aprobat și se vede acum pe pagina publică.', '{reason}'],
    button: 'Deschideți dosarul',
  },
  follow_up_rejected: {
    subject: 'Mesajul dumneavoastră {reference} nu a putut fi acceptat',
    paragraphs: ['Nu am putut accepta ceea ce ați trimis pentru {authority}. Pagina publică rămâne așa cum era. Motivul:', '{reason}'],
    button: 'Deschideți dosarul',
  },
  approved: {
    subject: 'Adeziunea dumneavoastră {reference} a fost aprobată',
    paragraphs: ['Adeziunea la Pact pentru {authority} a fost aprobată. Vă scriem din nou când va fi publicată în registru.', '{reason}'],
    button: 'Urmăriți dosarul',
  },
  rejected: {
    subject: 'Adeziunea dumneavoastră {reference} nu a putut fi acceptată',
    paragraphs: [
      'Nu am putut accepta adeziunea pentru {authority}. Motivul:',
      '{reason}',
      'După ce acest aspect se rezolvă, puteți trimite o nouă adeziune sau puteți răspunde la acest mesaj.',
    ],
  },
  published: {
    subject: '{authority} figurează în registrul Pactului',
    paragraphs: [
      '{authority} figurează acum în registrul public al Pactului orașelor și regiunilor pentru stoparea violenței sexuale împotriva copiilor. Vă mulțumim pentru aderare.',
      'Oricine poate vedea pagina și angajamentele:',
    ],
    button: 'Vedeți pagina',
  },
  publication_scheduled: {
    subject: '{authority} va figura în registrul Pactului din {date}',
    paragraphs: ['Pagina pentru {authority} din registrul public al Pactului va fi publicată la {date}. Vă scriem din nou în acea zi.', '{reason}'],
    button: 'Urmăriți dosarul',
  },
  on_hold: {
    subject: 'Înscrierea pentru {authority} este suspendată',
    paragraphs: ['Înscrierea pentru {authority} în registrul Pactului este acum marcată ca suspendată. Motivul:', '{reason}'],
    button: 'Vedeți pagina',
  },
  withdrawn: {
    subject: 'Înscrierea pentru {authority} a fost retrasă',
    paragraphs: ['Înscrierea pentru {authority} a fost retrasă din registrul Pactului. Motivul:', '{reason}'],
  },
  merged: {
    subject: 'Înscrierile pentru {authority} și {into} sunt acum una singură',
    paragraphs: [
      'Registrul Pactului avea două înscrieri pentru aceeași autoritate. Înscrierea pentru {authority} a fost unită cu cea pentru {into}: adresa ei duce acum acolo.',
      '{reason}',
    ],
    button: 'Vedeți pagina',
  },
  hand_over: {
    subject: 'Deveniți persoana de contact pentru {authority} în cadrul Pactului',
    paragraphs: [
      '{from} vă roagă să deveniți persoana de contact pentru {authority} în cadrul Pactului orașelor și regiunilor pentru stoparea violenței sexuale împotriva copiilor.',
      'Dacă acceptați, deschideți pagina de mai jos și confirmați. Veți primi apoi mesajele noastre și veți ține la zi pagina pentru {authority}. Linkul este valabil 72 de ore.',
      'Dacă nu știți despre ce este vorba, nu faceți nimic.',
    ],
    button: 'Accept să fiu persoana de contact',
  },
  hand_over_begun: {
    subject: 'Predați dosarul pentru {authority}',
    paragraphs: [
      'Ați cerut ca {to} să devină persoana de contact pentru {authority} în cadrul Pactului. Nu se schimbă nimic până când noua persoană de contact nu confirmă.',
      'Dacă nu ați cerut acest lucru, vă rugăm să răspundeți imediat la acest mesaj.',
    ],
    button: 'Deschideți dosarul',
  },
  handed_over: {
    subject: 'Persoana de contact pentru {authority} s-a schimbat',
    paragraphs: [
      '{to} este acum persoana de contact pentru {authority} în cadrul Pactului. Această adresă nu va mai primi mesaje, iar numele și adresa dumneavoastră au fost eliminate din dosar.',
      'Vă mulțumim pentru ceea ce ați făcut pentru Pact. Dacă nu ați fost de acord cu această schimbare, vă rugăm să răspundeți imediat la acest mesaj.',
    ],
  },
  progress_reminder: {
    subject: 'În ce stadiu sunt angajamentele pentru {authority}?',
    paragraphs: [
      'A trecut un an de când {authority} a comunicat ultima dată stadiul angajamentelor asumate prin Pact. Alții învață din ceea ce dă rezultate și din ceea ce este dificil.',
      'Durează câteva minute: deschideți dosarul și raportați progresul.',
    ],
    button: 'Raportați progresul',
  },
  newsletter_confirm: {
    subject: 'Vă rugăm să confirmați: noutăți despre Pact',
    paragraphs: [
      'Cineva, probabil dumneavoastră, a cerut ca buletinul informativ al Pactului orașelor și regiunilor pentru stoparea violenței sexuale împotriva copiilor să fie trimis la această adresă.',
      'Dacă ați fost dumneavoastră, vă rugăm să confirmați pe pagina de mai jos. Linkul este valabil 7 zile.',
      'Dacă nu ați fost dumneavoastră, nu faceți nimic: nu veți mai primi mesaje de la noi, iar adresa va fi ștearsă după 7 zile.',
    ],
    button: 'Confirmați',
    footer: 'Primiți acest mesaj deoarece această adresă a fost indicată pentru buletinul informativ al Pactului.',
  },
  newsletter_known: {
    subject: 'Primiți deja noutățile Pactului',
    paragraphs: [
      'Cineva, probabil dumneavoastră, a cerut ca buletinul informativ al Pactului orașelor și regiunilor pentru stoparea violenței sexuale împotriva copiilor să fie trimis la această adresă. Adresa este deja abonată; nu trebuie să faceți nimic.',
      'Dacă preferați să nu îl mai primiți, dezabonați-vă pe pagina de mai jos.',
    ],
    button: 'Dezabonați-vă',
    footer: 'Primiți acest mesaj deoarece această adresă a fost indicată pentru buletinul informativ al Pactului.',
  },
  newsletter_digest: {
    subject: '{subject}',
    paragraphs: [],
    button: 'Dezabonați-vă',
    footer:
      'Primiți acest mesaj deoarece v-ați abonat la buletinul informativ al Pactului orașelor și regiunilor pentru stoparea violenței sexuale împotriva copiilor.',
  },
};

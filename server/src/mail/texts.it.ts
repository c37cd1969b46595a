import type { CourtesyMailTexts } from './texts.js';

export const it: CourtesyMailTexts = {
  greeting: 'Gentile {name},',
  closing: 'Il segretariato del Patto\nCongresso dei poteri locali e regionali del Consiglio d’Europa',
  footer:
    'Ricevete questo messaggio perché questo indirizzo è stato indicato in un’adesione al Patto delle città e delle regioni contro la violenza sessuale sui minori.',
  confirm_email: {
    subject: 'Confermate il vostro indirizzo e-mail: adesione {reference}',
    paragraphs: [
      'Grazie per aver inviato l’adesione al Patto per {authority}. Il suo riferimento è {reference}.',
      'Vi preghiamo di confermare che questo indirizzo è vostro. Solo dopo la conferma esaminiamo l’adesione. Il link è valido 72 ore.',
      'Se non avete inviato alcuna adesione, non fate nulla: senza la vostra conferma nessuno la tratterà e sarà cancellata.',
    ],
    button: 'Conferma l’indirizzo',
  },
  submission_confirmed: {
    subject: 'Abbiamo ricevuto la vostra adesione {reference}',
    paragraphs: [
      'Il vostro indirizzo e-mail è confermato e l’adesione al Patto per {authority} è ora presso il segretariato. Il suo riferimento è {reference}.',
      'Rispondiamo di norma entro dieci giorni lavorativi. Scriviamo a questo indirizzo quando abbiamo bisogno di qualcosa o abbiamo deciso.',
      'Potete seguire la pratica in qualsiasi momento: aprite la pagina indicata qui sotto e chiedete un link di accesso.',
    ],
    button: 'Segui la pratica',
  },
  case_link: {
    subject: 'Il vostro link di accesso per {reference}',
    paragraphs: [
      'Ecco il link alla vostra pratica {reference}. Funziona una sola volta, entro 15 minuti.',
      'Se non lo avete richiesto, non fate nulla.',
    ],
    button: 'Apri la pratica',
  },
  draft_link: {
    subject: 'Continuate la vostra adesione {reference}',
    paragraphs: [
      'Ecco il link per continuare l’adesione al Patto iniziata con il riferimento {reference}. Funziona su qualsiasi dispositivo per 30 giorni, fino all’invio dell’adesione.',
      'Chiunque abbia il link può leggere e modificare ciò che è stato compilato finora: trasmettetelo solo a chi deve poterlo fare.',
      'Se non lo avete richiesto, non fate nulla.',
    ],
    button: 'Continua l’adesione',
  },
  draft_expires: {
    subject: 'La vostra adesione {reference} sarà cancellata in data {date}',
    paragraphs: [
      'L’adesione al Patto con il riferimento {reference} è stata iniziata ma non inviata, e da qualche tempo non è stata modificata. In data {date} sarà cancellata con tutto ciò che è stato compilato.',
      'Per conservarla, riprendete la compilazione prima di quel giorno.',
    ],
    button: 'Continua l’adesione',
  },
  unconfirmed_expires: {
    subject: 'La vostra adesione {reference} attende ancora la conferma',
    paragraphs: [
      'L’adesione al Patto per {authority} è stata inviata, ma questo indirizzo non è stato confermato. Prima della conferma non possiamo trattarla. In data {date} sarà cancellata.',
      'Vi preghiamo di confermare che questo indirizzo è vostro. Il link è valido 72 ore.',
      'Se non avete inviato alcuna adesione, non fate nulla.',
    ],
    button: 'Conferma l’indirizzo',
  },
  changes_requested: {
    subject: 'Vi preghiamo di completare la vostra adesione {reference}',
    paragraphs: [
      'Abbiamo esaminato l’adesione per {authority} e vi chiediamo di modificare o aggiungere qualcosa:',
      '{reason}',
      'Aprite la pratica, modificate le risposte e inviatele di nuovo. Nel modulo ogni osservazione si trova accanto alla risposta a cui si riferisce.',
    ],
    button: 'Apri la pratica',
  },
  resubmitted: {
    subject: 'Abbiamo ricevuto le vostre modifiche: {reference}',
    paragraphs: [
      'Grazie. Le vostre modifiche all’adesione per {authority} sono ora presso il segretariato. Vi scriveremo di nuovo quando avremo deciso.',
    ],
    button: 'Segui la pratica',
  },
  follow_up_received: {
    subject: 'Abbiamo ricevuto la vostra comunicazione {reference}',
    paragraphs: [
      'Grazie. Quanto avete inviato per {authority} è ora presso il segretariato. Il riferimento è {reference}.',
      'La pagina pubblica resta invariata fino alla nostra approvazione. Vi scriveremo di nuovo quando avremo deciso.',
      'Se non siete stati voi a inviarlo, vi preghiamo di rispondere subito a questo messaggio.',
    ],
    button: 'Segui la pratica',
  },
  follow_up_approved: {
    subject: 'Approvazione: {reference}',
    paragraphs: ['Quanto avete inviato per {authority} è stato approvato ed è ora visibile sulla pagina pubblica.', '{reason}'],
    button: 'Apri la pratica',
  },
  follow_up_rejected: {
    subject: 'La vostra comunicazione {reference} non ha potuto essere accettata',
    paragraphs: ['Non abbiamo potuto accettare quanto avete inviato per {authority}. La pagina pubblica resta com’era. Il motivo:', '{reason}'],
    button: 'Apri la pratica',
  },
  approved: {
    subject: 'La vostra adesione {reference} è approvata',
    paragraphs: ['L’adesione al Patto per {authority} è approvata. Vi scriveremo di nuovo quando sarà pubblicata nel registro.', '{reason}'],
    button: 'Segui la pratica',
  },
  rejected: {
    subject: 'La vostra adesione {reference} non ha potuto essere accettata',
    paragraphs: [
      'Non abbiamo potuto accettare l’adesione per {authority}. Il motivo:',
      '{reason}',
      'Quando la questione sarà risolta potrete inviare una nuova adesione, oppure rispondere a questo messaggio.',
    ],
  },
  published: {
    subject: '{authority} figura nel registro del Patto',
    paragraphs: [
      '{authority} figura ora nel registro pubblico del Patto delle città e delle regioni contro la violenza sessuale sui minori. Grazie per l’adesione.',
      'Chiunque può vedere la pagina e i suoi impegni:',
    ],
    button: 'Vedi la pagina',
  },
  publication_scheduled: {
    subject: '{authority}: pubblicazione nel registro del Patto in data {date}',
    paragraphs: [
      'La pagina di {authority} nel registro pubblico del Patto sarà pubblicata in data {date}. Vi scriveremo di nuovo quel giorno.',
      '{reason}',
    ],
    button: 'Segui la pratica',
  },
  on_hold: {
    subject: 'La voce di {authority} è in sospeso',
    paragraphs: ['La voce di {authority} nel registro del Patto è ora contrassegnata come in sospeso. Il motivo:', '{reason}'],
    button: 'Vedi la pagina',
  },
  withdrawn: {
    subject: 'La voce di {authority} è stata ritirata',
    paragraphs: ['La voce di {authority} è stata ritirata dal registro del Patto. Il motivo:', '{reason}'],
  },
  merged: {
    subject: 'Le voci di {authority} e di {into} sono state unite',
    paragraphs: [
      'Il registro del Patto conteneva due voci per lo stesso ente. La voce di {authority} è stata unita a quella di {into}, a cui ora rimanda il suo indirizzo.',
      '{reason}',
    ],
    button: 'Vedi la pagina',
  },
  hand_over: {
    subject: 'Diventare referente per {authority} nel Patto',
    paragraphs: [
      '{from} vi chiede di diventare referente per {authority} nel Patto delle città e delle regioni contro la violenza sessuale sui minori.',
      'Se accettate, aprite la pagina indicata qui sotto e confermate. Riceverete allora i nostri messaggi e terrete aggiornata la pagina di {authority}. Il link è valido 72 ore.',
      'Se non sapete di che cosa si tratta, non fate nulla.',
    ],
    button: 'Accetta di essere referente',
  },
  hand_over_begun: {
    subject: 'Passaggio ad altra persona referente: {authority}',
    paragraphs: [
      'Avete chiesto che {to} diventi referente per {authority} nel Patto. Non cambia nulla finché la nuova persona referente non conferma.',
      'Se non lo avete chiesto voi, vi preghiamo di rispondere subito a questo messaggio.',
    ],
    button: 'Apri la pratica',
  },
  handed_over: {
    subject: 'È cambiata la persona referente per {authority}',
    paragraphs: [
      '{to} è ora referente per {authority} nel Patto. Questo indirizzo non riceverà altri messaggi, e il vostro nome e indirizzo sono stati rimossi dalla pratica.',
      'Grazie per quanto avete fatto per il Patto. Se non avete dato il vostro consenso, vi preghiamo di rispondere subito a questo messaggio.',
    ],
  },
  progress_reminder: {
    subject: 'A che punto sono gli impegni di {authority}?',
    paragraphs: [
      'È passato un anno da quando {authority} ha riferito per l’ultima volta sullo stato dei propri impegni nel quadro del Patto. Altri imparano da ciò che funziona e da ciò che è difficile.',
      'Bastano pochi minuti: aprite la pratica e riferite sui progressi.',
    ],
    button: 'Riferisci sui progressi',
  },
  newsletter_confirm: {
    subject: 'Vi preghiamo di confermare: notizie del Patto',
    paragraphs: [
      'Qualcuno, probabilmente voi, ha chiesto che la newsletter del Patto delle città e delle regioni contro la violenza sessuale sui minori sia inviata a questo indirizzo.',
      'Se siete stati voi, vi preghiamo di confermare nella pagina indicata qui sotto. Il link è valido 7 giorni.',
      'Se non siete stati voi, non fate nulla: non riceverete altri messaggi e l’indirizzo sarà cancellato dopo 7 giorni.',
    ],
    button: 'Conferma',
    footer: 'Ricevete questo messaggio perché questo indirizzo è stato indicato per la newsletter del Patto.',
  },
  newsletter_known: {
    subject: 'Ricevete già le notizie del Patto',
    paragraphs: [
      'Qualcuno, probabilmente voi, ha chiesto che la newsletter del Patto delle città e delle regioni contro la violenza sessuale sui minori sia inviata a questo indirizzo. L’indirizzo è già iscritto; non occorre fare nulla.',
      'Se preferite non riceverla più, annullate l’iscrizione nella pagina indicata qui sotto.',
    ],
    button: 'Annulla l’iscrizione',
    footer: 'Ricevete questo messaggio perché questo indirizzo è stato indicato per la newsletter del Patto.',
  },
  newsletter_digest: {
    subject: '{subject}',
    paragraphs: [],
    button: 'Annulla l’iscrizione',
    footer:
      'Ricevete questo messaggio perché siete iscritti alla newsletter del Patto delle città e delle regioni contro la violenza sessuale sui minori.',
  },
};

import type { CourtesyMailTexts } from './texts.js';

export const de: CourtesyMailTexts = {
  greeting: 'Guten Tag {name},',
  closing: 'Das Sekretariat des Paktes\nKongress der Gemeinden und Regionen des Europarates',
  footer:
    'Sie erhalten diese Nachricht, weil diese Adresse bei einem Beitritt zum Pakt der Städte und Regionen gegen sexuelle Gewalt an Kindern angegeben wurde.',
  confirm_email: {
    subject: 'Bestätigen Sie Ihre E-Mail-Adresse: Beitritt {reference}',
    paragraphs: [
      'Vielen Dank für das Einsenden des Beitritts zum Pakt für {authority}. Das Aktenzeichen lautet {reference}.',
      'Bitte bestätigen Sie, dass diese Adresse Ihnen gehört. Erst danach prüfen wir den Beitritt. Der Link gilt 72 Stunden.',
      'Wenn Sie keinen Beitritt eingesandt haben, müssen Sie nichts tun: Ohne Ihre Bestätigung wird er nicht bearbeitet und wieder gelöscht.',
    ],
    button: 'Adresse bestätigen',
  },
  submission_confirmed: {
    subject: 'Wir haben Ihren Beitritt {reference} erhalten',
    paragraphs: [
      'Ihre E-Mail-Adresse ist bestätigt, und der Beitritt zum Pakt für {authority} liegt jetzt beim Sekretariat. Das Aktenzeichen lautet {reference}.',
      'Wir antworten in der Regel innerhalb von zehn Arbeitstagen. Wir schreiben an diese Adresse, wenn wir etwas brauchen oder entschieden haben.',
      'Sie können den Vorgang jederzeit verfolgen: Öffnen Sie die unten genannte Seite und fordern Sie einen Anmeldelink an.',
    ],
    button: 'Vorgang verfolgen',
  },
  case_link: {
    subject: 'Ihr Anmeldelink für {reference}',
    paragraphs: [
      'Hier ist der Link zu Ihrem Vorgang {reference}. Er funktioniert einmal, innerhalb von 15 Minuten.',
      'Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun.',
    ],
    button: 'Vorgang öffnen',
  },
  draft_link: {
    subject: 'Setzen Sie Ihren Beitritt {reference} fort',
    paragraphs: [
      'Hier ist der Link, um den Beitritt zum Pakt fortzusetzen, der unter dem Aktenzeichen {reference} begonnen wurde. Er gilt auf jedem Gerät 30 Tage lang, bis der Beitritt eingesandt ist.',
      'Wer den Link hat, kann das bisher Ausgefüllte lesen und ändern: Geben Sie ihn nur an Personen weiter, die das tun sollen.',
      'Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun.',
    ],
    button: 'Beitritt fortsetzen',
  },
  draft_expires: {
    subject: 'Ihr Beitritt {reference} wird gelöscht: {date}',
    paragraphs: [
      'Der Beitritt zum Pakt mit dem Aktenzeichen {reference} wurde begonnen, aber nicht eingesandt, und seit einiger Zeit nicht mehr geändert. Tag der Löschung mit allem, was ausgefüllt wurde: {date}.',
      'Um ihn zu behalten, setzen Sie ihn bitte vor diesem Tag fort.',
    ],
    button: 'Beitritt fortsetzen',
  },
  unconfirmed_expires: {
    subject: 'Ihr Beitritt {reference} wartet noch auf Ihre Bestätigung',
    paragraphs: [
      'Der Beitritt zum Pakt für {authority} wurde eingesandt, aber diese Adresse wurde nicht bestätigt. Vorher können wir ihn nicht bearbeiten. Ohne Bestätigung wird er gelöscht: {date}.',
      'Bitte bestätigen Sie, dass diese Adresse Ihnen gehört. Der Link gilt 72 Stunden.',
      'Wenn Sie keinen Beitritt eingesandt haben, müssen Sie nichts tun.',
    ],
    button: 'Adresse bestätigen',
  },
  changes_requested: {
    subject: 'Bitte ergänzen Sie Ihren Beitritt {reference}',
    paragraphs: [
      'Wir haben den Beitritt für {authority} geprüft und bitten Sie, etwas zu ändern oder zu ergänzen:',
      '{reason}',
      'Öffnen Sie Ihren Vorgang, ändern Sie die Antworten und senden Sie sie erneut ein. Im Formular steht jede Anmerkung bei der Antwort, die sie betrifft.',
    ],
    button: 'Vorgang öffnen',
  },
  resubmitted: {
    subject: 'Wir haben Ihre Änderungen erhalten: {reference}',
    paragraphs: [
      'Vielen Dank. Ihre Änderungen am Beitritt für {authority} liegen jetzt beim Sekretariat. Wir schreiben Ihnen wieder, wenn wir entschieden haben.',
    ],
    button: 'Vorgang verfolgen',
  },
  follow_up_received: {
    subject: 'Wir haben Ihre Einsendung {reference} erhalten',
    paragraphs: [
      'Vielen Dank. Was Sie für {authority} eingesandt haben, liegt jetzt beim Sekretariat. Das Aktenzeichen lautet {reference}.',
      'Die öffentliche Seite bleibt, wie sie ist, bis wir es genehmigt haben. Wir schreiben Ihnen wieder, wenn wir entschieden haben.',
      'Wenn Sie dies nicht eingesandt haben, antworten Sie bitte sofort auf diese Nachricht.',
    ],
    button: 'Vorgang verfolgen',
  },
  follow_up_approved: {
    subject: 'Genehmigt: {reference}',
    paragraphs: ['Was Sie für {authority} eingesandt haben, ist genehmigt und jetzt auf der öffentlichen Seite zu sehen.', '{reason}'],
    button: 'Vorgang öffnen',
  },
  follow_up_rejected: {
    subject: 'Ihre Einsendung {reference} konnte nicht angenommen werden',
    paragraphs: [
      'Was Sie für {authority} eingesandt haben, konnten wir nicht annehmen. Die öffentliche Seite bleibt, wie sie war. Der Grund:',
      '{reason}',
    ],
    button: 'Vorgang öffnen',
  },
  approved: {
    subject: 'Ihr Beitritt {reference} ist genehmigt',
    paragraphs: [
      'Der Beitritt zum Pakt für {authority} ist genehmigt. Wir schreiben Ihnen wieder, wenn er im Register veröffentlicht ist.',
      '{reason}',
    ],
    button: 'Vorgang verfolgen',
  },
  rejected: {
    subject: 'Ihr Beitritt {reference} konnte nicht angenommen werden',
    paragraphs: [
      'Den Beitritt für {authority} konnten wir nicht annehmen. Der Grund:',
      '{reason}',
      'Sie können gern einen neuen Beitritt einsenden, sobald dies geklärt ist, oder auf diese Nachricht antworten.',
    ],
  },
  published: {
    subject: '{authority} steht im Register des Paktes',
    paragraphs: [
      '{authority} steht jetzt im öffentlichen Register des Paktes der Städte und Regionen gegen sexuelle Gewalt an Kindern. Vielen Dank für den Beitritt.',
      'Die Seite mit den Zusagen ist für alle sichtbar:',
    ],
    button: 'Seite ansehen',
  },
  publication_scheduled: {
    subject: '{authority} kommt ins Register des Paktes: {date}',
    paragraphs: [
      'Die Seite von {authority} wird im öffentlichen Register des Paktes veröffentlicht. Vorgesehener Tag: {date}. Wir schreiben Ihnen an diesem Tag wieder.',
      '{reason}',
    ],
    button: 'Vorgang verfolgen',
  },
  on_hold: {
    subject: 'Der Eintrag von {authority} ist ausgesetzt',
    paragraphs: ['Der Eintrag von {authority} im Register des Paktes ist jetzt als ausgesetzt gekennzeichnet. Der Grund:', '{reason}'],
    button: 'Seite ansehen',
  },
  withdrawn: {
    subject: 'Der Eintrag von {authority} wurde zurückgezogen',
    paragraphs: ['Der Eintrag von {authority} wurde aus dem Register des Paktes zurückgezogen. Der Grund:', '{reason}'],
  },
  merged: {
    subject: 'Die Einträge von {authority} und {into} sind jetzt einer',
    paragraphs: [
      'Das Register des Paktes enthielt zwei Einträge für dieselbe Gebietskörperschaft. Der Eintrag von {authority} wurde mit dem Eintrag von {into} zusammengeführt: Seine Adresse führt jetzt dorthin.',
      '{reason}',
    ],
    button: 'Seite ansehen',
  },
  hand_over: {
    subject: 'Werden Sie Kontaktperson für {authority} im Pakt',
    paragraphs: [
      '{from} bittet Sie, die Aufgabe der Kontaktperson für {authority} im Pakt der Städte und Regionen gegen sexuelle Gewalt an Kindern zu übernehmen.',
      'Wenn Sie einverstanden sind, öffnen Sie die unten genannte Seite und bestätigen Sie. Sie erhalten dann unsere Nachrichten und halten die Seite von {authority} aktuell. Der Link gilt 72 Stunden.',
      'Wenn Sie nicht wissen, worum es geht, müssen Sie nichts tun.',
    ],
    button: 'Kontaktperson werden',
  },
  hand_over_begun: {
    subject: 'Sie übergeben {authority}',
    paragraphs: [
      'Sie haben darum gebeten, dass {to} die Aufgabe der Kontaktperson für {authority} im Pakt übernimmt. Bis zur Bestätigung durch die neue Kontaktperson ändert sich nichts.',
      'Wenn Sie nicht darum gebeten haben, antworten Sie bitte sofort auf diese Nachricht.',
    ],
    button: 'Vorgang öffnen',
  },
  handed_over: {
    subject: 'Die Kontaktperson für {authority} hat gewechselt',
    paragraphs: [
      '{to} ist jetzt Kontaktperson für {authority} im Pakt. Diese Adresse erhält keine Nachrichten mehr, und Ihr Name und Ihre Adresse wurden aus dem Vorgang entfernt.',
      'Vielen Dank für alles, was Sie für den Pakt getan haben. Wenn Sie damit nicht einverstanden waren, antworten Sie bitte sofort auf diese Nachricht.',
    ],
  },
  progress_reminder: {
    subject: 'Wie steht es um die Zusagen von {authority}?',
    paragraphs: [
      'Vor einem Jahr hat {authority} zuletzt über den Stand der Zusagen im Pakt berichtet. Andere lernen aus dem, was gelingt, und aus dem, was schwierig ist.',
      'Es dauert nur wenige Minuten: Öffnen Sie Ihren Vorgang und melden Sie den Fortschritt.',
    ],
    button: 'Fortschritt melden',
  },
  newsletter_confirm: {
    subject: 'Bitte bestätigen: Neues vom Pakt',
    paragraphs: [
      'Jemand, wahrscheinlich Sie, hat darum gebeten, den Newsletter des Paktes der Städte und Regionen gegen sexuelle Gewalt an Kindern an diese Adresse zu senden.',
      'Wenn Sie es waren, bestätigen Sie dies bitte auf der unten genannten Seite. Der Link gilt 7 Tage.',
      'Wenn Sie es nicht waren, müssen Sie nichts tun: Sie hören nichts mehr von uns, und die Adresse wird nach 7 Tagen gelöscht.',
    ],
    button: 'Bestätigen',
    footer: 'Sie erhalten diese Nachricht, weil diese Adresse für den Newsletter des Paktes angegeben wurde.',
  },
  newsletter_known: {
    subject: 'Sie erhalten den Newsletter des Paktes bereits',
    paragraphs: [
      'Jemand, wahrscheinlich Sie, hat darum gebeten, den Newsletter des Paktes der Städte und Regionen gegen sexuelle Gewalt an Kindern an diese Adresse zu senden. Er ist für diese Adresse bereits abonniert; Sie müssen nichts tun.',
      'Wenn Sie ihn nicht mehr erhalten möchten, bestellen Sie ihn auf der unten genannten Seite ab.',
    ],
    button: 'Newsletter abbestellen',
    footer: 'Sie erhalten diese Nachricht, weil diese Adresse für den Newsletter des Paktes angegeben wurde.',
  },
  newsletter_digest: {
    subject: '{subject}',
    paragraphs: [],
    button: 'Newsletter abbestellen',
    footer:
      'Sie erhalten diese Nachricht, weil Sie den Newsletter des Paktes der Städte und Regionen gegen sexuelle Gewalt an Kindern abonniert haben.',
  },
};

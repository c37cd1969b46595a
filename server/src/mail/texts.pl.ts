import type { CourtesyMailTexts } from './texts.js';

export const pl: CourtesyMailTexts = {
  greeting: 'Dzień dobry, {name},',
  closing: 'Sekretariat Paktu\nKongres Władz Lokalnych i Regionalnych Rady Europy',
  footer:
    'Otrzymują Państwo tę wiadomość, ponieważ ten adres podano w zgłoszeniu przystąpienia do Paktu miast i regionów na rzecz powstrzymania przemocy seksualnej wobec dzieci.',
  confirm_email: {
    subject: 'Prosimy potwierdzić adres e-mail: zgłoszenie {reference}',
    paragraphs: [
      'Dziękujemy za zgłoszenie przystąpienia do Paktu. Samorząd: {authority}. Numer zgłoszenia: {reference}.',
      'Prosimy potwierdzić, że ten adres należy do Państwa. Dopiero wtedy rozpatrzymy zgłoszenie. Odnośnik jest ważny 72 godziny.',
      'Jeśli nie wysyłali Państwo zgłoszenia, nic nie trzeba robić: bez potwierdzenia nikt się nim nie zajmie i zostanie ono usunięte.',
    ],
    button: 'Potwierdź adres',
  },
  submission_confirmed: {
    subject: 'Otrzymaliśmy zgłoszenie {reference}',
    paragraphs: [
      'Adres e-mail został potwierdzony, a zgłoszenie przystąpienia do Paktu jest teraz w sekretariacie. Samorząd: {authority}. Numer zgłoszenia: {reference}.',
      'Zwykle odpowiadamy w ciągu dziesięciu dni roboczych. Napiszemy na ten adres, jeśli będziemy czegoś potrzebować lub gdy podejmiemy decyzję.',
      'Sprawę można śledzić w każdej chwili: wystarczy otworzyć poniższą stronę i poprosić o odnośnik do logowania.',
    ],
    button: 'Śledź sprawę',
  },
  case_link: {
    subject: 'Odnośnik do logowania: {reference}',
    paragraphs: ['Oto odnośnik do sprawy {reference}. Działa jeden raz, przez 15 minut.', 'Jeśli nie prosili Państwo o niego, nic nie trzeba robić.'],
    button: 'Otwórz sprawę',
  },
  draft_link: {
    subject: 'Dokończenie zgłoszenia {reference}',
    paragraphs: [
      'Oto odnośnik do dalszego wypełniania zgłoszenia przystąpienia do Paktu, rozpoczętego pod numerem {reference}. Działa na każdym urządzeniu przez 30 dni, do czasu wysłania zgłoszenia.',
      'Każdy, kto ma ten odnośnik, może czytać i zmieniać wypełnione dane: proszę przekazywać go tylko tym, którzy mają to robić.',
      'Jeśli nie prosili Państwo o niego, nic nie trzeba robić.',
    ],
    button: 'Kontynuuj zgłoszenie',
  },
  draft_expires: {
    subject: 'Zgłoszenie {reference} zostanie usunięte {date}',
    paragraphs: [
      'Zgłoszenie przystąpienia do Paktu o numerze {reference} zostało rozpoczęte, ale nie wysłane, i od pewnego czasu nic w nim nie zmieniano. Zostanie usunięte {date} wraz ze wszystkimi danymi.',
      'Aby je zachować, należy kontynuować wypełnianie przed tym dniem.',
    ],
    button: 'Kontynuuj zgłoszenie',
  },
  unconfirmed_expires: {
    subject: 'Zgłoszenie {reference} wciąż czeka na potwierdzenie',
    paragraphs: [
      'Zgłoszenie przystąpienia do Paktu zostało wysłane (samorząd: {authority}), ale ten adres nie został potwierdzony. Bez tego nie możemy go rozpatrzyć. Zgłoszenie zostanie usunięte {date}.',
      'Prosimy potwierdzić, że ten adres należy do Państwa. Odnośnik jest ważny 72 godziny.',
      'Jeśli nie wysyłali Państwo zgłoszenia, nic nie trzeba robić.',
    ],
    button: 'Potwierdź adres',
  },
  changes_requested: {
    subject: 'Prosimy uzupełnić zgłoszenie {reference}',
    paragraphs: [
      'Zapoznaliśmy się ze zgłoszeniem (samorząd: {authority}) i prosimy o zmianę lub uzupełnienie:',
      '{reason}',
      'Proszę otworzyć sprawę, zmienić odpowiedzi i wysłać je ponownie. W formularzu każda uwaga znajduje się przy odpowiedzi, której dotyczy.',
    ],
    button: 'Otwórz sprawę',
  },
  resubmitted: {
    subject: 'Otrzymaliśmy zmiany: {reference}',
    paragraphs: ['Dziękujemy. Zmiany w zgłoszeniu są teraz w sekretariacie (samorząd: {authority}). Napiszemy ponownie, gdy podejmiemy decyzję.'],
    button: 'Śledź sprawę',
  },
  follow_up_received: {
    subject: 'Otrzymaliśmy wiadomość {reference}',
    paragraphs: [
      'Dziękujemy. Nadesłane materiały są teraz w sekretariacie. Samorząd: {authority}. Numer: {reference}.',
      'Strona publiczna pozostaje bez zmian, dopóki ich nie zatwierdzimy. Napiszemy ponownie, gdy podejmiemy decyzję.',
      'Jeśli nie pochodzą one od Państwa, prosimy niezwłocznie odpowiedzieć na tę wiadomość.',
    ],
    button: 'Śledź sprawę',
  },
  follow_up_approved: {
    subject: 'Zatwierdzono: {reference}',
    paragraphs: ['Nadesłane materiały zostały zatwierdzone i są już widoczne na stronie publicznej. Samorząd: {authority}.', '{reason}'],
    button: 'Otwórz sprawę',
  },
  follow_up_rejected: {
    subject: 'Wiadomość {reference} nie została przyjęta',
    paragraphs: ['Nie mogliśmy przyjąć nadesłanych materiałów (samorząd: {authority}). Strona publiczna pozostaje bez zmian. Powód:', '{reason}'],
    button: 'Otwórz sprawę',
  },
  approved: {
    subject: 'Zgłoszenie {reference} zostało zatwierdzone',
    paragraphs: [
      'Zgłoszenie przystąpienia do Paktu zostało zatwierdzone (samorząd: {authority}). Napiszemy ponownie, gdy zostanie opublikowane w rejestrze.',
      '{reason}',
    ],
    button: 'Śledź sprawę',
  },
  rejected: {
    subject: 'Zgłoszenie {reference} nie zostało przyjęte',
    paragraphs: [
      'Nie mogliśmy przyjąć zgłoszenia (samorząd: {authority}). Powód:',
      '{reason}',
      'Po wyjaśnieniu tej kwestii zapraszamy do przesłania nowego zgłoszenia lub odpowiedzi na tę wiadomość.',
    ],
  },
  published: {
    subject: '{authority}: wpis w rejestrze Paktu',
    paragraphs: [
      '{authority} – od teraz w publicznym rejestrze Paktu miast i regionów na rzecz powstrzymania przemocy seksualnej wobec dzieci. Dziękujemy za przystąpienie.',
      'Stronę i zobowiązania może zobaczyć każdy:',
    ],
    button: 'Zobacz stronę',
  },
  publication_scheduled: {
    subject: '{authority}: publikacja w rejestrze Paktu {date}',
    paragraphs: [
      'Strona w publicznym rejestrze Paktu zostanie opublikowana {date} (samorząd: {authority}). Napiszemy ponownie tego dnia.',
      '{reason}',
    ],
    button: 'Śledź sprawę',
  },
  on_hold: {
    subject: '{authority}: wpis wstrzymany',
    paragraphs: ['Wpis w rejestrze Paktu jest teraz oznaczony jako wstrzymany. Samorząd: {authority}. Powód:', '{reason}'],
    button: 'Zobacz stronę',
  },
  withdrawn: {
    subject: '{authority}: wpis wycofany',
    paragraphs: ['Wpis został wycofany z rejestru Paktu. Samorząd: {authority}. Powód:', '{reason}'],
  },
  merged: {
    subject: 'Połączone wpisy: {authority} oraz {into}',
    paragraphs: [
      'W rejestrze Paktu były dwa wpisy tego samego samorządu. Wpis „{authority}” połączono z wpisem „{into}”: jego adres prowadzi teraz do tego drugiego.',
      '{reason}',
    ],
    button: 'Zobacz stronę',
  },
  hand_over: {
    subject: 'Prośba o przejęcie roli osoby do kontaktu w Pakcie: {authority}',
    paragraphs: [
      '{from} prosi, aby zostali Państwo osobą do kontaktu w sprawach Paktu miast i regionów na rzecz powstrzymania przemocy seksualnej wobec dzieci. Samorząd: {authority}.',
      'Jeśli wyrażają Państwo zgodę, proszę otworzyć poniższą stronę i to potwierdzić. Będą Państwo wtedy otrzymywać nasze wiadomości i dbać o aktualność strony samorządu ({authority}). Odnośnik jest ważny 72 godziny.',
      'Jeśli nie wiedzą Państwo, o co chodzi, nic nie trzeba robić.',
    ],
    button: 'Zostań osobą do kontaktu',
  },
  hand_over_begun: {
    subject: 'Przekazanie sprawy: {authority}',
    paragraphs: [
      'Zgodnie z Państwa prośbą nową osobą do kontaktu w Pakcie (samorząd: {authority}) ma zostać: {to}. Dopóki ta osoba nie potwierdzi, nic się nie zmieni.',
      'Jeśli nie prosili Państwo o to, prosimy niezwłocznie odpowiedzieć na tę wiadomość.',
    ],
    button: 'Otwórz sprawę',
  },
  handed_over: {
    subject: '{authority}: zmiana osoby do kontaktu',
    paragraphs: [
      'Nowa osoba do kontaktu w Pakcie (samorząd: {authority}): {to}. Na ten adres nie będą już przychodzić wiadomości, a Państwa nazwisko i adres zostały usunięte ze sprawy.',
      'Dziękujemy za wszystko, co zrobili Państwo dla Paktu. Jeśli nie wyrażali Państwo na to zgody, prosimy niezwłocznie odpowiedzieć na tę wiadomość.',
    ],
  },
  progress_reminder: {
    subject: '{authority}: jaki jest stan realizacji zobowiązań?',
    paragraphs: [
      'Minął rok od ostatniego sprawozdania z realizacji zobowiązań w ramach Paktu. Samorząd: {authority}. Inni uczą się z tego, co się udaje, i z tego, co sprawia trudności.',
      'Zajmie to kilka minut: proszę otworzyć sprawę i złożyć sprawozdanie.',
    ],
    button: 'Złóż sprawozdanie',
  },
  newsletter_confirm: {
    subject: 'Prosimy o potwierdzenie: newsletter Paktu',
    paragraphs: [
      'Ktoś, prawdopodobnie Państwo, poprosił o wysyłanie na ten adres newslettera Paktu miast i regionów na rzecz powstrzymania przemocy seksualnej wobec dzieci.',
      'Jeśli prośba pochodzi od Państwa, prosimy potwierdzić ją na poniższej stronie. Odnośnik jest ważny 7 dni.',
      'W przeciwnym razie nic nie trzeba robić: nie będziemy więcej pisać, a adres zostanie usunięty po 7 dniach.',
    ],
    button: 'Potwierdź',
    footer: 'Otrzymują Państwo tę wiadomość, ponieważ ten adres podano do wysyłki newslettera Paktu.',
  },
  newsletter_known: {
    subject: 'Newsletter Paktu już do Państwa przychodzi',
    paragraphs: [
      'Ktoś, prawdopodobnie Państwo, poprosił o wysyłanie na ten adres newslettera Paktu miast i regionów na rzecz powstrzymania przemocy seksualnej wobec dzieci. Adres jest już zapisany; nic nie trzeba robić.',
      'Jeśli nie chcą Państwo już go otrzymywać, można zrezygnować na poniższej stronie.',
    ],
    button: 'Zrezygnuj z newslettera',
    footer: 'Otrzymują Państwo tę wiadomość, ponieważ ten adres podano do wysyłki newslettera Paktu.',
  },
  newsletter_digest: {
    subject: '{subject}',
    paragraphs: [],
    button: 'Zrezygnuj z newslettera',
    footer:
      'Otrzymują Państwo tę wiadomość, ponieważ zapisali się Państwo na newsletter Paktu miast i regionów na rzecz powstrzymania przemocy seksualnej wobec dzieci.',
  },
};

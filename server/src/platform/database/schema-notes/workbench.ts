import type { Note } from './note.js';

/** Tables of what staff do. */
export const workbenchNotes: Record<string, Note> = {
  decision: {
    about: 'A decision of staff on a case.',
    columns: {
      verdict: 'approve, request changes or reject',
      reason: 'reason in words, told to the authority',
      decided_at: 'when it was taken',
      reason_code: 'reason as a code',
      comments: 'remarks on single answers',
      mailed: 'whether the contact was written to',
      answers: 'with a request for changes: the answers as they were then',
    },
  },
  case_note: {
    about: 'A note among colleagues on a case.',
    columns: {
      text: 'the note',
      written_at: 'when it was last typed',
      posted_at: 'when it was posted; null while a draft',
    },
  },
  case_message: {
    about: 'A message between an authority and the Congress on a case.',
    columns: {
      author: 'authority or congress',
      staff_id: 'the colleague who wrote it for the Congress',
      text: 'the message',
      mail_id: 'the mail that brought it to the authority',
      written_at: 'when it was sent',
      read_at: 'when a colleague read or answered what the authority wrote; null until then',
      mail_key: 'hash of the Message-ID of the mail that brought it, so that it is kept once',
      rest: 'of a mail: the history that it quoted',
      attachments: 'of a mail: the names of its files, which were not taken',
      is_automatic: 'whether a program wrote the mail (out of office)',
      may_be_automatic: 'whether a mail says so of itself in a way that mails of persons do, too',
      other_sender: 'the address that a mail claims to be from, when it is not the contact’s',
    },
  },
  round: {
    about: 'A few questions to the signatories of a filter (decision 0087).',
    columns: {
      state: 'draft, open, closed or withdrawn',
      filter: 'the filter of the list of signatories',
      is_public: 'whether choices and numbers are published once it is closed; fixed when it opens',
      last_day: 'the last day for answers, in Strasbourg',
      texts: 'title, introduction and questions in each language',
      questions: 'the kind of each question, whether it must be answered, and its bounds',
      written_by: 'the colleague who last wrote it',
      opened_by: 'the colleague who opened it',
      opened_at: 'when its signatories were invited',
      changed_at: 'when staff last changed it',
      closed_at: 'when it was closed or withdrawn',
    },
  },
  round_answer: {
    about: 'What a signatory answered; it goes when the data of the signatory are erased.',
    columns: {
      round_id: 'the round',
      answers:
        'by the place of the question: the place of an option, a number, a text, or a file’s id',
      answered_at: 'the first time',
      changed_at: 'the last time',
    },
  },
  mailing: {
    about: 'A letter to the signatories of a filter, each of whom gets it once.',
    columns: {
      state: 'draft, sending or sent',
      kind: 'duty: a matter of the endorsement; news: what one can unsubscribe from',
      filter: 'the filter of the list of signatories',
      round_id: 'the round whose letter it is',
      round_mail: 'of a round: the invitation or the reminder',
      written_by: 'the colleague who last wrote it',
      changed_at: 'when it was last written',
      sent_by: 'the colleague who sent it',
      sent_at: 'when sending began, and its recipients were fixed',
      counts: 'what is left of recipients and results once their period is over',
      forgotten_at: 'when its recipients were deleted',
    },
  },
  mailing_text: {
    about: 'The letter in one language.',
    columns: {
      mailing_id: 'the letter',
      subject: 'subject, with placeholders',
      text: 'text, with placeholders',
      letter_id: 'the letter that is sent; null while a draft',
    },
  },
  mailing_recipient: {
    about: 'A signatory of the filter when sending began.',
    columns: {
      mailing_id: 'the letter',
      left_out: 'why it does not get the letter; null when it does',
      queued_at: 'when its mail was queued: from then on it never gets another',
      mail_id: 'its mail, while that is kept',
    },
  },
  news_refusal: {
    about: 'An address that wants no news; it goes with the case from which it was said.',
    columns: { email: 'the address', refused_at: 'when' },
  },
  helpline: {
    about: 'Who answers in which country; a start adds what the program ships with.',
    columns: {
      code: 'name in the file that ships with the program; null for a line that staff added',
      number: 'as it is dialled within the country',
      name: 'what it calls itself',
      audiences: 'children, adults who worry, victims, missing children, emergencies',
      min_age: 'only from this age',
      max_age: 'only up to this age',
      hours: 'when the line is answered',
      chat: 'where one can write instead',
      languages: 'spoken languages, where known',
      cost: 'free or paid; null: unknown',
      link: 'its website',
      source: 'where the number was read',
      checked_on: 'when it was last checked there',
      checked_by: 'by whom',
      certain: 'whether the source leaves no doubt; only then is the number offered',
      changed_at: 'when it last changed',
      kept_by_staff: 'whether a colleague ever changed it: then a start leaves it alone',
      removed_at: 'when staff removed it; it stays, so that a start does not add it again',
    },
  },
  helpline_change: {
    about: 'A change of a helpline, which is its history.',
    columns: {
      helpline_id: 'the helpline',
      action: 'add, change, confirm or remove',
      changes: 'each field before and after; a person can be erased from them',
      at: 'when',
    },
  },
  helpline_report: {
    about: 'A reader says that a number is wrong; deleted when it is dealt with.',
    columns: { number: 'the number', remark: 'what is wrong, in the words of the reader' },
  },
  error_report: {
    about:
      'A reader says that something is wrong with an entry; the row of an answered one stays, ' +
      'without words, to be counted.',
    columns: {
      kind: 'wrong fact, false entry, pledge not kept, something else',
      words: 'what is wrong, in the words of the reader; null when its period is over',
      name: 'who says so, where they said it',
      email: 'where the answer is to go; deleted when nobody proves it in time',
      proven_at: 'when the owner of the address proved it',
      state: 'new, looked_at, corrected, not_corrected or not_ours',
      taken_by: 'the colleague who looks at it',
      answer: 'the answer in words',
      answered_by: 'the colleague who gave it',
      answered_at: 'when',
      mail_id: 'the mail that brought the answer',
      changed_at: 'when a colleague did something about it',
      forgotten_at: 'when words and address were deleted',
    },
  },
  error_report_token: {
    about: 'The link that proves the address of a report of an error.',
    columns: { error_report_id: 'the report' },
  },
  staff_choice: {
    about: 'When a colleague wants to be told of what; without a row, as her roles say.',
    columns: {
      kind: 'of what (contract/notices.ts)',
      period: 'at once, daily, weekly or never',
      since: 'when she chose: what is older is not told at once',
    },
  },
  staff_notice: {
    about: 'One thing that a colleague is notified of; forgotten after a while.',
    columns: {
      kind: 'of what (contract/notices.ts)',
      thing: 'which thing: nobody is notified of one twice',
      by_staff: 'the colleague whose act it is',
      at: 'when it came about',
      told_at: 'when a mail was written; null: a letter will name it',
    },
  },
  staff_draft: {
    about:
      'A long text that a colleague has written in a form and not sent. Colleagues cannot open it.',
    columns: {
      kind: 'which form (contract/draft-kinds.ts)',
      subject: 'what the form is about',
      submission_id: 'the case, if it is about one',
      fields: 'the texts by field, exactly as typed',
      changed_at: 'when she last typed; deleted 30 days later',
    },
  },
  case_lease: { about: 'Who has a case open.', columns: { since: 'since when' } },
  saved_view: {
    about: 'Saved filters of the queue.',
    columns: { name: 'name', query: 'the filters', shared: 'whether colleagues see it' },
  },
  message_template: {
    about: 'A saved reply.',
    columns: {
      name: 'name',
      verdict: 'the decision it belongs to',
      text_en: 'English text',
      text_fr: 'French text',
      other_texts: 'texts in other languages, by language',
      starter: 'which of our starters it was made from; null for replies of administrators',
      changed_at: 'when it last changed',
    },
  },
  undo: {
    about: 'A step that can be undone for a moment.',
    columns: { until: 'until when', undone_at: 'when it was undone' },
  },
  undo_step: {
    about: 'One row that an undo puts back.',
    columns: {
      undo_id: 'the undo',
      subject_kind: 'kind of thing',
      subject_id: 'the thing',
      before: 'how it was',
    },
  },
};

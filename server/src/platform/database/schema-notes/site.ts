import type { Note } from './note.js';

/** Tables of news and newsletter. */
export const siteNotes: Record<string, Note> = {
  article: {
    about: 'A piece of news, in both official languages.',
    columns: {
      state: 'draft, scheduled, published or withdrawn',
      slug: 'name in the address',
      title_en: 'English title',
      title_fr: 'French title',
      summary_en: 'English summary',
      summary_fr: 'French summary',
      body_en: 'English text, Markdown',
      body_fr: 'French text, Markdown',
      image_id: 'the picture',
      image_alt_en: 'English description of the picture',
      image_alt_fr: 'French description of the picture',
      publish_at: 'when it is to be published',
      public_at: 'when it was published',
    },
  },
  site_text: {
    about: 'What an administrator decided on a text of the site; laid over the shipped texts.',
    columns: {
      key: 'file and place of the text: public.about.pact.text',
      text: 'our words; null where the shipped ones hold',
      based_on: 'the shipped text at that time',
      beside: 'the English and French texts at that time',
      changed_at: 'when',
      changed_by: 'the colleague',
    },
  },
  site_text_change: {
    about: 'A change of a text, which is its history.',
    columns: {
      key: 'the text',
      text: 'our words; null where the shipped ones were put back',
      based_on: 'the shipped text at that time',
      at: 'when',
    },
  },
  translation_review: {
    about: 'Who reviewed a courtesy translation; until then its pages say that nobody has.',
    columns: {
      reviewed_by: 'the reviewer; null where a review no longer holds',
      reviewed_on: 'the day',
      changed_at: 'when it was entered',
      changed_by: 'the colleague who entered it',
    },
  },
  news_image: {
    about: 'A picture of an article, kept in the database (decision 0021).',
    columns: {
      width: 'pixels',
      height: 'pixels',
      content: 'the bytes',
      uploaded_at: 'when it arrived',
    },
  },
  certificate_foot: {
    about: 'One row: who signs the certificates, and the emblem (decision 0084).',
    columns: {
      one: 'always true',
      signer_name: 'the name; empty: nobody signs',
      office_en: 'the office, English',
      office_fr: 'the office, French',
      signature_id: 'picture of the signature',
      emblem_id: 'picture of the emblem',
      changed_at: 'when it was last saved',
      changed_by: 'by whom',
    },
  },
  certificate_picture: {
    about: 'A picture for the certificates, kept in the database (decisions 0021 and 0084).',
    columns: {
      width: 'pixels',
      height: 'pixels',
      content: 'the bytes: a PNG written by us, on white',
      uploaded_at: 'when it arrived',
    },
  },
  digest: {
    about: 'An issue of the newsletter.',
    columns: {
      state: 'draft, sending or sent',
      subject_en: 'English subject',
      subject_fr: 'French subject',
      intro_en: 'English introduction',
      intro_fr: 'French introduction',
      since: 'news from then on',
      until: 'and up to then',
      letter_en: 'the English letter',
      letter_fr: 'the French letter',
      reached: 'last subscriber written to',
      readers: 'how many were written to',
    },
  },
  letter: {
    about: 'A text that is sent to many, stored once.',
    columns: { subject: 'subject', blocks: 'the text in blocks' },
  },
  subscriber: {
    about: 'Who gets the newsletter, or follows something by mail.',
    columns: {
      email: 'address',
      confirmed_at: 'when the address was proven',
      newsletter: 'whether the newsletter goes there',
    },
  },
  subscriber_token: {
    about: 'Links to confirm or leave the newsletter, and to confirm or manage what is followed.',
    columns: {
      subscriber_id: 'the reader',
      purpose: 'what for',
      follow_id: 'the follow that it confirms',
    },
  },
  follow: {
    about: 'A town, country or action that a reader follows by mail.',
    columns: {
      subscriber_id: 'the reader',
      kind: 'signatory, country or action',
      key: 'public id, code of the country or of the action',
      language: 'of the page where it was asked for; the last one confirmed is that of the mails',
      asked_at: 'when it was asked for last',
      confirmed_at: 'when it was confirmed by the mailed link',
      from_seq: 'the last event that was told',
    },
  },
  follow_round: {
    about: 'The weekly letters to followers.',
    columns: {
      begun_at: 'when they began',
      to_seq: 'the last event that they tell of',
      reached: 'last reader looked at',
      mails: 'how many were written',
      done_at: 'when all were looked at',
    },
  },
};

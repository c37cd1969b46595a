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
  news_image: {
    about: 'A picture of an article, kept in the database (decision 0021).',
    columns: {
      width: 'pixels',
      height: 'pixels',
      content: 'the bytes',
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
    about: 'A reader of the newsletter.',
    columns: { email: 'address', confirmed_at: 'when the address was proven' },
  },
  subscriber_token: {
    about: 'Links to confirm or leave the newsletter.',
    columns: { subscriber_id: 'the reader', purpose: 'confirm or leave' },
  },
};

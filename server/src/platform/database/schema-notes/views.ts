import type { Note } from './note.js';

/** Views that the public may read. */
export const viewsNotes: Record<string, Note> = {
  public_signatory: {
    about: 'Signatories that the public may see.',
    from: ['signatory', 'authority'],
    columns: {
      no_report_since: 'year since which it has not reported, where the public sees it',
    },
  },
  public_helpline: {
    about: 'Helplines, without who checked them; 116 111 only where it is certain.',
    from: ['helpline'],
  },
  public_text: { about: 'Texts of the site that were changed.', from: ['site_text'] },
  public_reviewed_language: { about: 'Courtesy translations that have been reviewed.' },
  public_pledge: {
    about: 'Their pledges.',
    from: ['pledge'],
    columns: {
      own_words_translations: 'of the own words: language, text, and whose it is',
      progress_note_translations: 'of the note, likewise',
    },
  },
  public_pledge_report: {
    about: 'What was reported of their pledges.',
    from: ['pledge_report', 'pledge'],
  },
  public_pledge_seen: {
    about: 'Pledges that are done and that the Congress has looked at.',
    from: ['pledge_seen'],
  },
  public_version: {
    about: 'What the register said of public signatories between two changes.',
    columns: {
      signatory_id: 'the signatory',
      number: 'number of the version',
      at: 'from when on it held; of the first, which held before the first change, not exactly',
      content: 'names, place, kind and figures of then; words only where they are the same today',
    },
  },
  public_version_pledge: {
    about: 'Their pledges then; words only where they are public today.',
    columns: {
      number: 'number of the version',
      own_words_translations: 'of the own words, those that are public today as well',
      progress_note_translations: 'of the note, likewise',
    },
    from: ['pledge'],
  },
  public_step: {
    about: 'When public signatories were published, held, withdrawn and restored.',
    columns: {
      signatory_id: 'the signatory',
      id: 'the step',
      at: 'when',
      state: 'the state that the step led to: published, on_hold or withdrawn',
    },
  },
  public_first_day: {
    about: 'The first day of which the register can be read.',
    columns: { day: 'day in Strasbourg; null while nothing was ever published' },
  },
  public_signatory_history: {
    about: 'What happened to those who are on the register, since they are, without words.',
    columns: {
      signatory_id: 'the signatory',
      at: 'when',
      kind: 'withdrawn, restored, corrected or handed_over: another contact, without a name',
      reason_code: 'why, as a code',
    },
  },
  public_joint_signatory: {
    about: 'Who signs with an association.',
    columns: { names: 'names, in order' },
  },
  public_external_id: {
    about: 'Ids of signatories elsewhere.',
    from: ['authority', 'place', 'municipality_nuts'],
    columns: { nuts_edition: 'year of the NUTS classification of that code' },
  },
  public_identity: {
    about: 'Identity of public signatories, for "is it you?" in the form.',
    from: ['signatory', 'authority'],
  },
  public_merged_signatory: {
    about: 'Addresses that lead to another signatory.',
    columns: {
      public_id: 'the old address',
      into_public_id: 'the new address',
      into_name_en: 'its English name',
    },
  },
  public_withdrawn_signatory: {
    about: 'Signatories that left: name and days, nothing else.',
    from: ['signatory', 'authority'],
  },
  public_terms: {
    about: 'Retention periods and other terms that public pages tell, from the settings.',
    columns: {
      keep_draft_days: 'days for drafts',
      keep_unconfirmed_days: 'days for endorsements whose address was not confirmed',
      keep_ended_case_days: 'days for cases not accepted or withdrawn',
      keep_sent_mail_days: 'days for records of sent mails',
      keep_failed_mail_days: 'days for mails that failed',
      helpline_months: 'months for which a helpline counts as confirmed',
      retention_source: 'who decided on the periods, in which document',
      retention_on: 'when',
      report_months: 'months from one progress report to the next',
      report_grace_days: 'days after which a report is overdue',
      kit_source: 'who approved the texts of the council kit, in which document',
      kit_on: 'when',
    },
  },
  public_retention_period: { about: 'Periods of then and now.', from: ['retention_period'] },
  public_response_time: { about: 'The measured response time.', from: ['response_time'] },
  public_contact: {
    about: 'Public contact address, from the settings.',
    columns: { address: 'address' },
  },
  public_file: {
    about: 'Published copies of documents.',
    from: ['published_file'],
    columns: { practice_id: 'the practice it belongs to', storage_id: 'name of the stored copy' },
  },
  public_practice: { about: 'Good practices that the public may see.', from: ['practice'] },
  public_practice_gone: { about: 'Good practices that were taken down.', from: ['practice'] },
  public_pact_version: {
    about: 'Versions of the Pact, without who published or recorded anything.',
    from: ['pact_version'],
  },
  public_pact_version_pillar: { about: 'Their pillars.', from: ['pact_version_pillar'] },
  public_pact_version_action: { about: 'Their actions.', from: ['pact_version_action'] },
  public_source_note: {
    about: 'What sources say beyond the date.',
    from: ['signatory'],
    columns: { note: 'by language' },
  },
  public_pillar: { about: 'The four pillars.', from: ['pillar'] },
  public_action: { about: 'The actions.', from: ['action'] },
  public_country: { about: 'The countries.', from: ['country'] },
  public_place: { about: 'The gazetteer.', from: ['place'] },
  public_article: {
    about: 'Published news.',
    from: ['article'],
    columns: {
      image_sha256: 'SHA-256 of the picture',
      image_media_type: 'its media type',
      image_width: 'pixels',
      image_height: 'pixels',
    },
  },
  public_news_image: { about: 'Pictures of published news.', from: ['news_image'] },
  public_certificate_foot: {
    about: 'Who signs the certificates, and the emblem.',
    from: ['certificate_foot', 'certificate_picture'],
    columns: {
      signature: 'the picture of the signature',
      emblem: 'the emblem',
      emblem_sha256: 'its SHA-256',
      emblem_width: 'pixels',
      emblem_height: 'pixels',
      changed_at: 'when it was last changed; null: never',
    },
  },
  public_register: { about: 'Version of the register.', from: ['register'] },
  public_change: {
    about: 'Which public entries changed, for feeds.',
    columns: {
      seq: 'number of the event',
      at: 'when',
      change: 'what changed',
      public_id: 'the entry',
    },
  },
  public_touched_signatory: {
    about: 'Which signatories to read again; ids only, and no page shows them.',
    from: ['touched_signatory'],
  },
  public_transparency: {
    about: 'The transparency log: no words of anybody.',
    from: ['register_change', 'signatory', 'authority'],
  },
  public_changed_signatory: {
    about: 'Names of signatories and of those that left, for what tells of changes.',
    columns: { gone: 'whether it has left' },
    from: ['signatory', 'authority'],
  },
  public_round: {
    about: 'Public rounds of questions that are closed.',
    from: ['round'],
    columns: {
      asked: 'signatories on the register that it asked when it opened; without a contact: not',
      answered: 'those of them that answered',
    },
  },
  public_round_answer: {
    about: 'Choices and numbers of these rounds, one by one, without a name; never a text.',
    columns: {
      round_id: 'the round',
      country_code: 'of the signatory',
      question: 'the place of the question, from 0',
      kind: 'choice or number',
      value: 'the place of the option, from 0, or the number',
    },
  },
  public_error_report: {
    about: 'How many reports of errors were answered in a year, and how; words of nobody.',
    columns: { year: 'of the answer', outcome: 'the answer', amount: 'how many' },
  },
  public_snapshot: { about: 'Dated snapshots.', from: ['snapshot'] },
  public_snapshot_piece: { about: 'Their files in pieces.', from: ['snapshot_piece'] },
  public_log_leaf: { about: 'Entries of the public log.', from: ['log_leaf'] },
  public_log_node: { about: 'Hashes of its full tiles.', from: ['log_node'] },
  public_log_checkpoint: { about: 'Its signed checkpoints.', from: ['log_checkpoint'] },
  public_log_cosignature: {
    about: 'What its witnesses last signed.',
    from: ['log_cosignature'],
  },
  public_log_state: {
    about: 'What its last entry about a signatory says, with what its words are hashed from.',
    columns: { words: 'the words, as long as the signatory is public' },
    from: ['log_state'],
  },
};

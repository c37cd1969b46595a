import type { Note } from './note.js';

/** Tables of reference data, submissions and documents. */
export const joiningNotes: Record<string, Note> = {
  pillar: {
    about: 'One of the four Ps, as the version in force words it.',
    columns: {
      code: 'prevention, protection, prosecution or participation',
      name: 'name by language',
      aim: 'aim by language',
    },
  },
  action: {
    about: 'A possible measure under a pillar, as the last version that lists it words it.',
    columns: {
      code: 'stable code such as `prevention.training`',
      wording: 'wording by language',
      source: 'article of the Lanzarote Convention it follows',
      explanation: 'explanation by language',
      retired: 'whether the version in force no longer lists it',
    },
  },
  pact_version: {
    about: 'A version of the Pact: never changed after it is published.',
    columns: {
      number: '1, 2, 3 …; the highest is in force',
      preamble: 'preamble by language',
      undertakings: 'what an authority declares by signing: sentences by language',
      published_at: 'when it came into force',
      published_by: 'the colleague; null: it came with the program',
      approved_on: 'day on which the Congress approved it; null: its wording is proposed',
      approval_document: 'document that says so',
      approval_url: 'its web address',
      approved_by: 'the colleague who recorded it',
      approved_at: 'when that was recorded',
      revision: 'raised by each change of the approval',
    },
  },
  pact_version_pillar: {
    about: 'A pillar as a version words it.',
    columns: {
      version: 'the version',
      code: 'the pillar',
      name: 'by language',
      aim: 'by language',
    },
  },
  pact_version_action: {
    about: 'An action as a version words it.',
    columns: {
      version: 'the version',
      code: 'the action',
      wording: 'by language',
      explanation: 'by language',
      source: 'article of the Lanzarote Convention it follows',
    },
  },
  pact_draft: {
    about: 'One row: the version that is being prepared.',
    columns: {
      one: 'always true',
      content: 'all its texts; null: nobody prepares one',
      changed_at: 'when it was last saved',
      changed_by: 'by whom',
    },
  },
  country: {
    about: 'Countries by ISO 3166-1.',
    columns: {
      code: 'ISO 3166-1 alpha-2',
      member: 'whether it is a member state of the Council of Europe',
    },
  },
  place: {
    about: 'The gazetteer: municipalities and regions to choose from (GeoNames, decision 0010).',
    columns: {
      id: 'GeoNames id',
      region: 'first-level region',
      name_official: 'name in the official language',
      name_en: 'English name',
      name_fr: 'French name',
      other_names: 'other names and exonyms',
      search_text: 'all names, folded for search',
      population: 'inhabitants according to GeoNames',
      latitude: 'degrees north, WGS 84',
      longitude: 'degrees east, WGS 84',
    },
  },
  authority: {
    about:
      'Who can join: a municipality, a region, an association of them, or another organisation.',
    columns: {
      kind: 'municipality, region, association or other',
      region: 'region as the authority wrote it',
      name_official: 'name in the official language',
      name_official_language: 'language of the official name (BCP 47)',
      name_en: 'English name',
      name_fr: 'French name',
      identity_key:
        'folded name: unique with country, kind, region and distinction, so that nobody ' +
        'joins twice',
      distinction: 'tells it from others of its name: code, place, district or position',
      official_code: 'of its country’s statistics: AGS, INSEE, TERYT; staff only',
      district: 'part of the region, tells two of one name apart; staff only',
      search_text: 'all names, folded for search',
      website: 'web address',
      population: 'inhabitants, as stated',
      latitude: 'degrees north, WGS 84',
      longitude: 'degrees east, WGS 84',
      joint_signatories: 'of an association: who signs with it',
      geonames_id: 'the place in the gazetteer',
      wikidata_id: 'Wikidata item, such as `Q90`',
    },
  },
  submission: {
    about:
      'What an authority sends in: endorsement, amendment, progress report, practice, withdrawal.',
    columns: {
      reference: 'reference for people, without look-alike letters',
      kind: 'endorsement, amendment, progress, practice or withdrawal',
      pact_version: 'version of the Pact in force when it was begun, or last sent',
      state: 'state in submission.workflow.ts',
      answers: 'valid answers by section, kept as sent',
      typed: 'what was typed and is not valid yet, by section',
      section_versions: 'version of each section, against lost updates',
      contact_email: 'address of the contact',
      authority_id: 'the authority, once known',
      submitted_at: 'when it was sent',
      confirmed_at: 'when the address was proven',
      decided_at: 'when staff decided',
      parent_id: 'of a follow-up: the endorsement',
      resume_email: 'address that asked for the link to the draft',
      warned_at: 'when the owner was told that the draft will be deleted',
      authority_name: 'for the queue, kept by a trigger',
      authority_kind: 'for the queue, kept by a trigger',
      search_text: 'for the queue, kept by a trigger',
      identity_key: 'for duplicates, kept by a trigger',
      waiting_since: 'since when it has been waiting for staff',
      assignee_id: 'the colleague who handles it',
      assignment_version: 'version of the assignment alone',
      people_text: 'names and address of contact and signer, folded for search',
      entered_by: 'the colleague who entered it from paper',
      no_automatic_mail: 'true: the contact gets no automatic mail',
    },
  },
  submission_token: {
    about: 'Mailed links and browser sessions of a town.',
    columns: {
      purpose: 'the only thing it works for',
      open_id: 'the case that a session has open',
      data: 'what the link carries, such as the next contact',
    },
  },
  idempotency_key: {
    about: 'Requests that may be repeated safely (Idempotency-Key).',
    columns: {
      fingerprint: 'hash of the body: another body under the same key is refused',
      token_id: 'the session that was opened',
    },
  },
  document: {
    about: 'An uploaded file: private until staff publish a cleaned copy.',
    columns: {
      file_name: 'name as uploaded, never used as a path',
      uploaded_at: 'when it arrived',
      kind: 'signed Pact, council decision or evidence',
      findings: 'what the inspection found',
      scan: 'result of the virus scan',
      clean_bytes: 'size of the cleaned copy',
      clean_sha256: 'SHA-256 of the cleaned copy',
      no_copy: 'why there is no cleaned copy',
      signatures: 'electronic signatures, as far as the file tells',
      copy_rules: 'rules by which the copy was cleaned: earlier ones are applied anew',
      pledge_id: 'the pledge it belongs to',
    },
  },
  upload: {
    about: 'An upload under way, in pieces.',
    columns: {
      file_name: 'name as given',
      kind: 'kind of document',
      replaces: 'the document it replaces',
      received: 'bytes received',
      document_id: 'the document it became',
      finishing_at: 'when an instance began to inspect it',
      touched_at: 'when the last piece arrived',
      pledge_id: 'the pledge it belongs to',
    },
  },
  upload_piece: {
    about: 'A piece of an upload.',
    columns: { upload_id: 'the upload', at: 'offset in bytes', content: 'the bytes' },
  },
  loose_file: {
    about: 'Stored files without a row yet: deleted if none comes.',
    columns: { since: 'when the file was written' },
  },
};

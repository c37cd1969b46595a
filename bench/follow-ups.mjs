// What follows an endorsement in a large register: reports, letters, rounds of questions, messages,
// practices and reports of errors.
import pg from 'pg';
import { builtPart, environment } from './product.mjs';

/**
 * Reports on every pledge of the signatories on the register, as if they had been accepted once a
 * year. Triggers are off: they keep what a form writes, and this writes it itself.
 * @param reports how many of each pledge.
 */
export const reportStatements = (reports) => [
  `ALTER TABLE pledge DISABLE TRIGGER USER; ALTER TABLE pledge_report DISABLE TRIGGER USER;
   ALTER TABLE signatory DISABLE TRIGGER USER`,
  `INSERT INTO pledge_report (pledge_id, reported_on, progress, signatory_id, note, language)
   SELECT p.id, current_date - (365 * y + 40)::int, 'under_way', p.signatory_id,
     'The house opened in spring, and two colleagues work there. ' || y, 'en'
   FROM pledge p JOIN signatory s ON s.id = p.signatory_id AND s.state IN ('published', 'on_hold')
     CROSS JOIN generate_series(0, ${reports - 1}) y`,
  `UPDATE pledge p SET reported_on = current_date - 40, progress = 'under_way',
     progress_note = 'The house opened in spring, and two colleagues work there. 0'
   FROM signatory s WHERE s.id = p.signatory_id AND s.state IN ('published', 'on_hold')`,
  // One signatory in ten has missed the last two reports, so that lists of the late ones are long.
  `UPDATE signatory SET reported_on = current_date
     - CASE WHEN hashtext(id::text) % 10 = 0 THEN 770 ELSE 40 END
   WHERE state IN ('published', 'on_hold')`,
  `ALTER TABLE pledge ENABLE TRIGGER USER; ALTER TABLE pledge_report ENABLE TRIGGER USER;
   ALTER TABLE signatory ENABLE TRIGGER USER`,
];

/** Adds so many reports of each pledge to the folder's register. */
export async function fillReports(folder, reports, settings) {
  const { open } = await builtPart('operations/startup/bootstrap');
  const { context, close } = await open(() => undefined, environment(folder, 3000, settings));
  const owner = new pg.Client({ connectionString: context.database.owner });
  await owner.connect();
  try {
    await owner.query('SET synchronous_commit = off');
    for (const statement of reportStatements(reports)) await owner.query(statement);
    await owner.query('VACUUM (ANALYZE) pledge, pledge_report, signatory');
  } finally {
    await owner.end();
    await close();
  }
}

const someone = `(SELECT id FROM staff WHERE email = 'bench@congress.example')`;
const published = `s.state = 'published'`;

/** Two letters, one sent to all and a draft to all, and two rounds likewise. */
const letters = [
  `UPDATE signatory SET demo = false WHERE endorsement_id IS NOT NULL`,
  `INSERT INTO round (id, state, filter, last_day, texts, questions, written_by, opened_by,
     opened_at)
   SELECT gen_random_uuid(), state, '{}', current_date + 30,
     '[{"language": "en", "title": "Schools", "introduction": "Three questions.", "questions": [
       {"wording": "Is there a contact person?", "unit": "", "options": "Yes\\nNo\\nPlanned"},
       {"wording": "How many?", "unit": "posts", "options": ""},
       {"wording": "What is missing?", "unit": "", "options": ""}]}]'::jsonb,
     '[{"kind": "choice", "required": true, "min": null, "max": null, "maxLength": null},
       {"kind": "number", "required": false, "min": 0, "max": 1000, "maxLength": null},
       {"kind": "text", "required": false, "min": null, "max": null, "maxLength": 500}]'::jsonb,
     ${someone}, CASE state WHEN 'open' THEN ${someone} END, CASE state WHEN 'open' THEN now() END
   FROM unnest(ARRAY['open', 'draft']) state`,
  `INSERT INTO mailing (id, state, kind, filter, written_by, sent_by, sent_at, round_id, round_mail)
   SELECT gen_random_uuid(), state, kind, '{}', ${someone},
     CASE WHEN state <> 'draft' THEN ${someone} END,
     CASE WHEN state <> 'draft' THEN now() - interval '1 day' END, round, mail
   FROM (SELECT 'sent' AS state, 'news' AS kind, NULL::uuid AS round, NULL AS mail
     UNION ALL SELECT 'draft', 'news', NULL, NULL
     UNION ALL SELECT CASE state WHEN 'open' THEN 'sent' ELSE 'draft' END, 'duty', id, 'invitation'
       FROM round) wanted`,
  `INSERT INTO mailing_text (id, mailing_id, language, subject, text)
   SELECT gen_random_uuid(), id, language, 'News of the Pact', 'Dear {{signatory}}, much has come.'
   FROM mailing, unnest(ARRAY['en', 'fr']) language`,
  `CREATE TEMP TABLE sent_letter AS
   SELECT m.id AS mailing_id, s.id AS signatory_id, e.contact_email AS email, e.language,
     e.id AS submission_id, gen_random_uuid() AS mail_id
   FROM mailing m CROSS JOIN signatory s LEFT JOIN submission e ON e.id = s.endorsement_id
   WHERE m.state = 'sent'`,
  `INSERT INTO outbox (id, recipient, language, template, data, submission_id, state, attempts,
     next_attempt_at, created_at, sent_at, last_error)
   SELECT mail_id, email, language, 'letter', '{}', submission_id,
     CASE WHEN hashtext(email) % 200 = 0 THEN 'dead' ELSE 'sent' END, 1, now(), now(), now(),
     CASE WHEN hashtext(email) % 200 = 0 THEN '550' END
   FROM sent_letter WHERE email IS NOT NULL`,
  `INSERT INTO mailing_recipient (mailing_id, signatory_id, left_out, queued_at, mail_id)
   SELECT mailing_id, signatory_id, CASE WHEN email IS NULL THEN 'no_contact' END,
     CASE WHEN email IS NOT NULL THEN now() END, CASE WHEN email IS NOT NULL THEN mail_id END
   FROM sent_letter`,
  `INSERT INTO round_answer (id, round_id, signatory_id, answers)
   SELECT gen_random_uuid(), r.id, s.id, jsonb_build_object('0', abs(hashtext(s.id::text)) % 3,
     '1', abs(hashtext(s.id::text)) % 20, '2', 'More time, and a room that is not an office.')
   FROM round r CROSS JOIN signatory s
   WHERE r.state = 'open' AND ${published} AND s.endorsement_id IS NOT NULL
     AND hashtext(s.id::text) % 3 <> 0`,
];

const desk = [
  `INSERT INTO case_message (id, submission_id, author, text, written_at, read_at)
   SELECT gen_random_uuid(), id, 'authority', 'When will our entry be published, please?',
     now() - random() * interval '90 days', CASE WHEN hashtext(id::text) % 50 <> 0 THEN now() END
   FROM submission WHERE state NOT IN ('draft', 'unconfirmed')`,
  `INSERT INTO case_note (id, submission_id, staff_id, text, posted_at)
   SELECT gen_random_uuid(), id, ${someone}, 'Called the town hall about the council vote.', now()
   FROM submission WHERE hashtext(id::text) % 3 = 0`,
  `INSERT INTO practice (id, signatory_id, submission_id, pillar_code, title, what_was_done,
     for_whom, result, language)
   SELECT gen_random_uuid(), s.id, s.endorsement_id, 'prevention', 'Theatre at school',
     repeat('Pupils wrote a play. ', 20), 'Pupils', 'Two classes a year.', 'en'
   FROM signatory s WHERE s.endorsement_id IS NOT NULL AND ${published}
     AND hashtext(s.id::text) % 4 = 0`,
  `INSERT INTO error_report (id, signatory_id, kind, words, language, state, answered_at,
     answered_by, created_at)
   SELECT gen_random_uuid(), s.id, 'wrong_fact', 'The number of inhabitants is old.', 'en',
     CASE WHEN waits THEN 'new' ELSE 'corrected' END, CASE WHEN NOT waits THEN now() END,
     CASE WHEN NOT waits THEN ${someone} END, now() - random() * interval '300 days'
   FROM (SELECT *, hashtext(id::text) % 200 = 0 AS waits FROM signatory) s
   WHERE hashtext(s.id::text) % 20 = 0 AND s.state = 'published'`,
  `UPDATE signatory SET publish_on = current_date + (abs(hashtext(id::text)) % 60)
   WHERE state = 'unlisted' AND endorsement_id IS NOT NULL AND hashtext(id::text) % 2 = 0`,
];

export const followUpStatements = [...letters, ...desk];

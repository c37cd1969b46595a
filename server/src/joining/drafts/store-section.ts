import type { DataSource } from 'typeorm';
import type { SectionName } from '../../../../contract/sections.js';
import { prepared } from '../../platform/database/prepared.js';
import type { ContactSection } from '../submissions/dto/sections.dto.js';
import { authorOf } from '../submissions/case-person.entity.js';
import type { Submission } from '../submissions/submission.entity.js';
import { editableStates } from '../submissions/submission.workflow.js';

/**
 * Stores a checked answer in one statement, if the submission still is as it was read.
 * @returns null when the submission was changed since it was read; the caller then has to
 *   validate the answer again.
 */
export async function storeSection(
  database: DataSource,
  submission: Submission,
  section: SectionName,
  answer: object,
): Promise<Submission | null> {
  const contactEmail =
    section === 'contact'
      ? (answer as ContactSection).email.toLowerCase()
      : submission.contactEmail;
  const [stored] = await prepared<
    Pick<
      Submission,
      'answers' | 'typed' | 'sectionVersions' | 'sectionChanges' | 'version' | 'updatedAt'
    >
  >(
    database,
    'section saved',
    `UPDATE submission
        SET answers = answers || jsonb_build_object($3::text, $4::jsonb),
          typed = typed - $3::text,
            section_versions = section_versions || jsonb_build_object($3::text, version + 1),
            section_changes = section_changes || jsonb_build_object($3::text,
              jsonb_build_object('by', $7::text, 'at', date_trunc('milliseconds', now()))),
            contact_email = $5, version = version + 1, updated_at = now(), warned_at = NULL
      WHERE id = $1 AND version = $2 AND state = ANY($6)
      RETURNING answers, typed, section_versions AS "sectionVersions",
        section_changes AS "sectionChanges", version, updated_at AS "updatedAt"`,
    [
      submission.id,
      submission.version,
      section,
      JSON.stringify(answer),
      contactEmail,
      editableStates,
      authorOf(submission.person),
    ],
  );
  return stored ? Object.assign(submission, stored, { contactEmail, warnedAt: null }) : null;
}

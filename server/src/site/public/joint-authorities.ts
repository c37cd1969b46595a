import { fold, identityKey } from '../../platform/text/text.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';
import { toSignatory, type ProfileRow } from './profile.js';
import type { JointAuthorityDto, SignatoryDto } from './public.dto.js';

/** Anything that can run SQL: the pool, or one database snapshot. */
interface Asked {
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
}

interface Namesake {
  id: string;
  countryCode: string;
  key: string;
  official: string;
  en: string;
  fr: string;
}

/**
 * Completes profiles for display: a joint signatory that is itself on the register gets a link to
 * its page.
 */
export async function completeProfiles(
  database: Asked,
  rows: ProfileRow[],
): Promise<SignatoryDto[]> {
  const wanted = rows.flatMap(({ countryCode, jointSignatories }) =>
    jointSignatories.map((name) => [countryCode, identityKey(name)] as const),
  );
  const known = wanted.length > 0 ? await namesakes(database, wanted) : [];
  return rows.map((row) =>
    toSignatory(
      row,
      row.jointSignatories.map((name) => toJoint(name, row, known)),
    ),
  );
}

/** The same, without links. */
export function withoutLinks(row: ProfileRow): SignatoryDto {
  const named = row.jointSignatories.map((name) => ({ name, id: null, slug: null }));
  return toSignatory(row, named);
}

function namesakes(
  database: Asked,
  wanted: (readonly [country: string, key: string])[],
): Promise<Namesake[]> {
  return database.query<Namesake>(
    `SELECT DISTINCT i.public_id AS id, i.country_code AS "countryCode", i.identity_key AS key,
      i.name_official AS official, i.name_en AS en, i.name_fr AS fr
     FROM unnest($1::text[], $2::text[]) w (country, key)
       JOIN public_identity i ON i.country_code = w.country AND i.identity_key = w.key`,
    [wanted.map(([country]) => country), wanted.map(([, key]) => key)],
  );
}

/**
 * Links only an exact name match, and only if it is unique: a county must not be mistaken for the
 * town it is named after.
 */
function toJoint(
  name: string,
  { id, countryCode }: ProfileRow,
  known: Namesake[],
): JointAuthorityDto {
  const folded = fold(name);
  const bearers = known.filter((other) => {
    return (
      other.countryCode === countryCode &&
      other.id !== id &&
      [other.official, other.en, other.fr].some((each) => fold(each) === folded)
    );
  });
  const [only] = bearers.length === 1 ? bearers : [];
  return { name, id: only?.id ?? null, slug: only ? signatorySlug(only.id, only.en) : null };
}

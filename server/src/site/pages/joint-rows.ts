import { jointRows } from '../../joining/submissions/joint-signatories.js';
import { cleanLines, cleanName } from '../../platform/text/text.js';
import type { PlaceDto } from '../public/places.dto.js';
import type { Fields } from './typed-fields.js';

/** A row of the form: an authority that signs together with an association, as typed. */
export interface JointFields {
  name: string;
  /** The number of a place chosen from the list. */
  placeId: string;
}

/** The fields of an authority with those who sign together as rows, a pasted list among them. */
export function withRows(fields: Fields): Fields {
  const { joint: _, jointSignatories: __, jointLines, ...others } = fields;
  const rows = [...rowsIn(fields).filter(isFilled), ...pasted(jointLines)];
  return rows.length > 0 ? { ...others, joint: rows } : others;
}

/** The rows in the fields of an authority, in either stored form. */
function rowsIn(fields: Fields): JointFields[] {
  const { joint, jointSignatories } = fields;
  if (typeof joint === 'object' && joint !== null) return Object.values(joint).map(rowOf);
  const text = typeof jointSignatories === 'string' ? jointSignatories : '';
  return jointRows({ jointSignatories: text }).map(rowOf);
}

function rowOf(row: unknown): JointFields {
  const { name, placeId } = (row ?? {}) as Record<string, unknown>;
  const textOf = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return { name: textOf(name), placeId: textOf(placeId) };
}

/** The effect of a button in the middle of the form on the rows, and the next page. */
export interface RowStep {
  fields: Fields;
  next: string;
}

/**
 * Adds the row that was filled in, takes a row away, or looks for its name in the list of places.
 * The page shows one more row than are filled in.
 * @returns null for any other button.
 */
export function stepOfRows(fields: Fields, button: unknown): RowStep | null {
  const [, what, place = ''] =
    /^joint-(add|remove|search)(?:-(\d{1,3}))?$/.exec(typeof button === 'string' ? button : '') ??
    [];
  if (!what) return null;
  const shown = rowsIn(fields);
  const row = shown[Number(place)];
  const before = shown.slice(0, Number(place)).filter(isFilled).length;
  if (what === 'remove') {
    const left = shown.filter((one) => one !== row);
    return { fields: withRows({ ...fields, joint: left }), next: pageAt(Math.max(0, before - 1)) };
  }
  const filled = withRows(fields);
  const count = rowsIn(filled).length;
  if (what === 'add') return { fields: filled, next: pageAt(count) };
  const asked = new URLSearchParams({
    for: 'joint',
    row: String(row && isFilled(row) ? before : count),
  });
  if (typeof fields['countryCode'] === 'string') asked.set('country', fields['countryCode']);
  if (row && isFilled(row)) asked.set('q', row.name.trim());
  return { fields: filled, next: `find?${asked.toString()}` };
}

/** Puts a chosen place into its row; where another row has it already, that one is kept. */
export function withChosenRow(fields: Fields, row: number, place: PlaceDto): RowStep {
  const chosen = { name: place.nameOfficial, placeId: String(place.id) };
  const rows = rowsIn(fields);
  const others = rows.filter((_, index) => index !== row);
  const known = others.findIndex(({ name, placeId }) =>
    placeId ? placeId === chosen.placeId : cleanName(name) === chosen.name,
  );
  const at = known < 0 ? Math.min(row, others.length) : known;
  const changed =
    known < 0
      ? [...others.slice(0, at), chosen, ...others.slice(at)]
      : others.map((one, index) => (index === known ? chosen : one));
  return { fields: { ...fields, joint: changed }, next: pageAt(at) };
}

const isFilled = ({ name }: JointFields) => name.trim() !== '';
const pageAt = (row: number) => `authority#field-joint-${row}-name`;

function pasted(text: unknown): JointFields[] {
  return cleanLines(typeof text === 'string' ? text : '', cleanName)
    .split('\n')
    .filter(Boolean)
    .map((name) => ({ name, placeId: '' }));
}

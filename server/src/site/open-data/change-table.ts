import type { DatabaseState } from '../public/public-database.js';
import type { ChangeKind } from './changes.service.js';
import type { DataColumn, TableTexts } from './data-table.js';
import { lastingAddress } from './dataset.js';

/** A change of the register; of a signatory that has left, nothing but its identifier. */
export interface ChangeLine {
  id: number;
  at: string;
  change: ChangeKind;
  signatoryId: string;
  name: string | null;
  countryCode: string | null;
  demo: boolean | null;
}

const batch = 2_000;

/**
 * All changes, oldest first, read through a cursor: one plan and one scan, however many there are.
 */
export async function* changeLines(state: DatabaseState): AsyncGenerator<ChangeLine> {
  await state.query(`DECLARE changes NO SCROLL CURSOR FOR
    SELECT c.seq::float8 AS id,
      to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, c.change,
      c.public_id AS "signatoryId", s.name_official AS name, s.country_code AS "countryCode",
      s.demo
    FROM public_change c
      LEFT JOIN public_signatory s USING (public_id)
    WHERE s.public_id IS NOT NULL
      OR EXISTS (SELECT 1 FROM public_withdrawn_signatory w WHERE w.public_id = c.public_id)
    ORDER BY c.seq`);
  for (;;) {
    const lines = await state.query<ChangeLine>(`FETCH ${batch} FROM changes`);
    yield* lines;
    if (lines.length < batch) return;
  }
}

export const changeColumns: readonly DataColumn<ChangeLine>[] = [
  {
    name: 'id',
    kind: 'number',
    datatype: 'integer',
    required: true,
    title: { en: 'Number of the change', fr: 'Numéro de la modification' },
    value: ({ id }) => id,
  },
  {
    name: 'at',
    kind: 'moment',
    datatype: 'dateTime',
    required: true,
    title: { en: 'When', fr: 'Date et heure' },
    value: ({ at }) => at,
  },
  {
    name: 'change',
    kind: 'text',
    required: true,
    title: {
      en: 'publish, hold, resume, withdraw, restore, amendment, progress or practice',
      fr: 'publish, hold, resume, withdraw, restore, amendment, progress ou practice',
    },
    value: ({ change }) => change,
  },
  {
    name: 'signatory_id',
    kind: 'text',
    required: true,
    title: { en: 'Identifier of the signatory', fr: 'Identifiant du signataire' },
    value: ({ signatoryId }) => signatoryId,
  },
  {
    name: 'url',
    kind: 'text',
    datatype: 'anyURI',
    required: true,
    title: { en: 'Address that never changes', fr: 'Adresse permanente' },
    value: ({ signatoryId }, baseUrl) => lastingAddress(baseUrl, signatoryId),
  },
  {
    name: 'signatory_name',
    kind: 'text',
    title: {
      en: 'Official name, as long as it is on the register',
      fr: 'Nom officiel, tant qu’il figure au registre',
    },
    value: ({ name }) => name,
  },
  {
    name: 'country_code',
    kind: 'text',
    title: { en: 'Country (ISO 3166-1 alpha-2)', fr: 'Pays (ISO 3166-1 alpha-2)' },
    value: ({ countryCode }) => countryCode,
  },
  {
    name: 'demo',
    kind: 'boolean',
    datatype: 'boolean',
    title: { en: 'Demonstration data, not a real signatory', fr: 'Donnée de démonstration' },
    value: (line) => line.demo,
  },
];

export const changesTable: TableTexts = {
  name: 'changes',
  title: { en: 'Changes to the register of the Pact', fr: 'Modifications du registre du Pacte' },
  description: {
    en:
      'One line per change: which signatory joined, was on hold, came back or left, and of which ' +
      'a correction, a report or a good practice was accepted. Edits by the secretariat, ' +
      'restored versions and mergers are not listed.',
    fr:
      'Une ligne par modification : quel signataire a adhéré, été suspendu, est revenu ou a ' +
      'quitté le registre, et duquel une correction, un rapport ou une bonne pratique a été ' +
      'accepté. Les modifications du secrétariat, les versions rétablies et les fusions n’y ' +
      'figurent pas.',
  },
  columns: changeColumns,
  about: '{+url}#authority',
};

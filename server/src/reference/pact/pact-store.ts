import type { EntityManager } from 'typeorm';
import type { PactContent } from '../../../../contract/pact-content.js';

/** The number of the version in force; 0 before the first start has written one. */
export async function numberInForce(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ number: number }[]>(
    'SELECT coalesce(max(number), 0)::int AS number FROM pact_version',
  );
  return row!.number;
}

/**
 * The content of a version, as one JSON value; `$1` is its number.
 * @param prefix `public_` for the public reader, which sees the views only.
 */
export const contentSql = (prefix: '' | 'public_' = '') => `
  SELECT v.preamble, v.undertakings,
    (SELECT json_agg(json_build_object('code', p.code, 'name', p.name, 'aim', p.aim, 'actions',
      coalesce(
       (SELECT json_agg(json_build_object('code', a.code, 'wording', a.wording, 'explanation',
         a.explanation, 'source', a.source) ORDER BY a.position)
        FROM ${prefix}pact_version_action a WHERE a.version = p.version AND a.pillar_code = p.code),
          '[]')) ORDER BY p.position)
     FROM ${prefix}pact_version_pillar p WHERE p.version = v.number) AS pillars
  FROM ${prefix}pact_version v WHERE v.number = $1`;

/** @returns null when there is no such version. */
export async function contentAt(
  manager: EntityManager,
  number: number,
): Promise<PactContent | null> {
  const [row] = await manager.query<PactContent[]>(contentSql(), [number]);
  return row ?? null;
}

/**
 * Writes a new or existing version, and updates the lists of codes: codes that are no longer listed
 * are retired, and keep their last wording.
 * @param publishedBy the colleague; null for the shipped text.
 */
export async function writeVersion(
  manager: EntityManager,
  number: number,
  content: PactContent,
  publishedBy: string | null,
): Promise<void> {
  const pillars = JSON.stringify(
    content.pillars.map(({ code, name, aim }, position) => ({ code, name, aim, position })),
  );
  const actions = JSON.stringify(
    content.pillars.flatMap(({ code: pillar_code, actions: listed }) =>
      listed.map((action, position) => ({ ...action, pillar_code, position, retired: false })),
    ),
  );
  await manager.query(
    `INSERT INTO pillar (code, position, name, aim) SELECT code, position, name, aim
      FROM json_populate_recordset(NULL::pillar, $1)
     ON CONFLICT (code) DO UPDATE SET (position, name, aim) = (EXCLUDED.position, EXCLUDED.name,
       EXCLUDED.aim)`,
    [pillars],
  );
  await manager.query(
    `INSERT INTO action (code, pillar_code, position, wording, explanation, source, retired)
     SELECT code, pillar_code, position, wording, explanation, source, retired
       FROM json_populate_recordset(NULL::action, $1)
     ON CONFLICT (code) DO UPDATE SET (position, wording, explanation, source, retired)
       = (EXCLUDED.position, EXCLUDED.wording, EXCLUDED.explanation, EXCLUDED.source, false)`,
    [actions],
  );
  await manager.query(
    `UPDATE action SET retired = true
     WHERE NOT retired
       AND NOT code IN (SELECT code FROM json_populate_recordset(NULL::action, $1))`,
    [actions],
  );
  await manager.query(
    `INSERT INTO pact_version (number, preamble, undertakings, published_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (number)
       DO UPDATE SET (preamble, undertakings) = (EXCLUDED.preamble, EXCLUDED.undertakings)`,
    [number, JSON.stringify(content.preamble), JSON.stringify(content.undertakings), publishedBy],
  );
  await manager.query(
    `INSERT INTO pact_version_pillar (version, code, position, name, aim)
     SELECT $1, code, position, name, aim FROM json_populate_recordset(NULL::pillar, $2)
     ON CONFLICT (version, code)
       DO UPDATE SET (position, name, aim) = (EXCLUDED.position, EXCLUDED.name, EXCLUDED.aim)`,
    [number, pillars],
  );
  await manager.query(
    `INSERT INTO pact_version_action (version, code, pillar_code, position, wording, explanation,
      source)
     SELECT $1, code, pillar_code, position, wording, explanation, source
       FROM json_populate_recordset(NULL::action, $2)
     ON CONFLICT (version, code) DO UPDATE SET (position, wording, explanation, source)
       = (EXCLUDED.position, EXCLUDED.wording, EXCLUDED.explanation, EXCLUDED.source)`,
    [number, actions],
  );
}

import { leastReporters } from '../../../contract/least-reporters.js';
import { townSizes } from '../../../contract/town-sizes.js';
import type { TestApp } from './app.js';

const progress = `json_build_object(
  'planned', count(*) FILTER (WHERE p.progress = 'planned'),
  'under_way', count(*) FILTER (WHERE p.progress = 'under_way'),
  'done', count(*) FILTER (WHERE p.progress = 'done'),
  'dropped', count(*) FILTER (WHERE p.progress = 'dropped')) AS progress`;
const zone = `AT TIME ZONE 'Europe/Paris'`;
const year = (day: string) => `extract(year FROM ${day})::int`;
const running = `(SELECT ${year(`changed_at ${zone}`)} FROM public_register)`;
const hasPledges = `EXISTS (SELECT 1 FROM public_pledge p WHERE p.signatory_id = s.id)`;
const reporters = `count(*) FILTER (WHERE s.reported_on IS NOT NULL)::int AS reported,
  count(*) FILTER (WHERE s.reported_on IS NULL)::int AS "notYet"`;
const largeEnough = `HAVING count(*) >= ${leastReporters}`;

const growth = `SELECT year, joined, (sum(joined) OVER (ORDER BY year))::int AS total
  FROM (SELECT left(signed_on, 4)::int AS year, count(*)::int AS joined FROM public_signatory
    WHERE signed_on IS NOT NULL GROUP BY 1) years ORDER BY year`;
const kinds = `SELECT kind, count(*)::int AS signatories FROM public_signatory GROUP BY kind
  ORDER BY signatories DESC, kind`;
const pillars = `SELECT l.code AS pillar, count(DISTINCT p.signatory_id)::int AS signatories,
    count(p.id)::int AS pledges, ${progress}
  FROM public_pillar l LEFT JOIN public_pledge p ON p.pillar_code = l.code
  GROUP BY l.code, l.position ORDER BY l.position`;
const actions = `SELECT a.code AS action, count(DISTINCT p.signatory_id)::int AS signatories,
    ${progress}
  FROM public_action a LEFT JOIN public_pledge p ON p.action_code = a.code
  GROUP BY a.code ORDER BY a.code`;
const kept = `SELECT count(*) FILTER (WHERE p.progress = 'done')::int AS done,
    count(*) FILTER (WHERE p.progress = 'under_way')::int AS "underWay",
    count(*) FILTER (WHERE p.progress = 'planned' AND p.reported_on IS NOT NULL)::int
      AS "notBegun",
    count(*) FILTER (WHERE p.progress = 'dropped')::int AS dropped,
    count(*) FILTER (WHERE p.progress = 'planned' AND p.reported_on IS NULL)::int
      AS "notReported",
    ${year('min(p.reported_on)')} AS from, ${year('max(p.reported_on)')} AS until
  FROM public_pledge p`;
const years = `WITH reported AS (
    SELECT DISTINCT r.signatory_id AS id, ${year('r.reported_on')} AS year
    FROM public_pledge_report r
    UNION SELECT s.id, ${year('s.reported_on')} FROM public_signatory s
    WHERE s.reported_on IS NOT NULL),
  counted AS (SELECT year, count(*)::int AS reported FROM reported GROUP BY year),
  joined AS (SELECT s.id, ${year(`s.published_at ${zone}`)} AS year FROM public_signatory s
    WHERE ${hasPledges}),
  answered AS (SELECT r.year, count(*)::int AS there
    FROM reported r JOIN joined j ON j.id = r.id AND j.year < r.year GROUP BY r.year),
  years AS (SELECT generate_series(min(year), ${running}) AS year FROM counted)
  SELECT y.year, coalesce(c.reported, 0) AS reported,
    CASE WHEN y.year < ${running} THEN (SELECT count(*)::int FROM joined j WHERE j.year < y.year)
      - coalesce(a.there, 0) END AS without
  FROM years y LEFT JOIN counted c USING (year) LEFT JOIN answered a USING (year)
  ORDER BY y.year`;
const reportersByCountry = `SELECT s.country_code AS code, ${reporters} FROM public_signatory s
  WHERE ${hasPledges} GROUP BY s.country_code ${largeEnough} ORDER BY s.country_code`;
const reportersBySize = `SELECT width_bucket(s.population, ARRAY[${townSizes.join()}]) AS size,
    ${reporters}
  FROM public_signatory s WHERE s.kind = 'municipality' AND ${hasPledges}
  GROUP BY size ${largeEnough} ORDER BY size NULLS LAST`;
const countries = `WITH pledged AS (
    SELECT s.country_code, p.pillar_code, count(*) AS pledges, count(DISTINCT s.id) AS signatories
    FROM public_pledge p JOIN public_signatory s ON s.id = p.signatory_id
    GROUP BY s.country_code, p.pillar_code)
  SELECT s.country_code AS code, count(*)::int AS signatories,
    count(*) FILTER (WHERE s.kind = 'municipality')::int AS municipalities,
    count(*) FILTER (WHERE s.kind = 'region')::int AS regions,
    count(*) FILTER (WHERE s.kind IN ('association', 'other'))::int AS others,
    json_build_object('inhabitants',
      coalesce(sum(s.population) FILTER (WHERE s.kind = 'municipality'), 0),
      'counted', count(s.population) FILTER (WHERE s.kind = 'municipality'),
      'unknown', count(*) FILTER (WHERE s.kind = 'municipality' AND s.population IS NULL)
    ) AS coverage,
    (SELECT coalesce(sum(p.pledges), 0)::int FROM pledged p
      WHERE p.country_code = s.country_code) AS pledges,
    (SELECT coalesce(json_object_agg(p.pillar_code, p.signatories), '{}') FROM pledged p
      WHERE p.country_code = s.country_code) AS pillars
  FROM public_signatory s GROUP BY s.country_code ORDER BY code`;

interface Country {
  pillars: Record<string, number>;
}

/** The figures of the whole register, each counted by PostgreSQL from the public views. */
export async function figuresBySql(register: TestApp) {
  const rows = (sql: string) => register.sql(sql);
  const sizes = await register.sql<{ size: number | null }>(reportersBySize);
  const noPillars = { prevention: 0, protection: 0, prosecution: 0, participation: 0 };
  return {
    growth: await rows(growth),
    kinds: await rows(kinds),
    pillars: await rows(pillars),
    actions: await rows(actions),
    kept: (await rows(kept))[0],
    countries: (await register.sql<Country>(countries)).map((country) => ({
      ...country,
      pillars: { ...noPillars, ...country.pillars },
    })),
    reporting: {
      years: await rows(years),
      countries: await rows(reportersByCountry),
      sizes: sizes.map(({ size, ...counts }) => ({
        from: size === null ? null : [0, ...townSizes][size],
        ...counts,
      })),
    },
  };
}

interface Figures {
  growth: object[];
  kinds: object[];
  pillars: object[];
  countries: { member: boolean; total: unknown }[];
  kept: object;
  reporting: object;
}

/** The same figures as the API answers them. */
export async function figuresServed(register: TestApp) {
  const body = async (path: string) =>
    (await register.anonymous.get(`/api/v1/${path}`).expect(200)).body as unknown;
  const { growth, kinds, pillars, countries, kept, reporting } = (await body('figures')) as Figures;
  return {
    growth,
    kinds,
    pillars,
    actions: await body('actions'),
    kept,
    countries: countries.map(({ member: _, total: __, ...country }) => country),
    reporting,
  };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { administer } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { expectProblem } from '../support/problems.js';

const root = join(import.meta.dirname, '../../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const token = 'only-for-the-tests-of-metrics';

let register: TestApp;
beforeAll(async () => {
  register = await startApp({ settings: { METRICS_TOKEN: token } });
});
afterAll(async () => {
  await databaseIs('back');
  await register.close();
});

const scrape = async () =>
  (await register.anonymous.get('/metrics').set('Authorization', `Bearer ${token}`).expect(200))
    .text;
const valueOf = (text: string, series: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length),
  );

async function databaseIs(state: 'away' | 'back'): Promise<void> {
  const { name } = register.database;
  await administer(`ALTER DATABASE ${name} CONNECTION LIMIT ${state === 'back' ? -1 : 0}`);
  if (state === 'away')
    await administer(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'
        AND usename <> current_user`,
    );
}

describe('RL16 /metrics', () => {
  it('needs the token, and does not exist without that setting', async () => {
    for (const wrong of [
      undefined,
      'Bearer',
      'Bearer wrong',
      `Basic ${token}`,
      `Bearer ${token}x`,
      token,
    ]) {
      const asked = register.anonymous.get('/metrics');
      const refused = await (wrong === undefined ? asked : asked.set('Authorization', wrong));
      expectProblem(refused, 401);
      expect(refused.text).not.toContain('pact_');
    }
    const without = await startApp({ beside: register });
    expectProblem(
      await without.anonymous.get('/metrics').set('Authorization', `Bearer ${token}`),
      404,
    );
    await without.close();
    const told = await register.anonymous
      .get('/metrics')
      .set('Authorization', `Bearer ${token}`)
      .expect(200);
    expect(told.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': expect.stringContaining('text/plain') as string,
    });
  });

  it('tells of queue, mails, trail, cache, jobs and backup, and of no person', async () => {
    const town = await Applicant.endorses(register);
    await register.sql(
      `UPDATE submission SET confirmed_at = now() - interval '3 hours',
         submitted_at = now() - interval '4 hours' WHERE reference = $1`,
      [town.reference],
    );
    await register.sql(
      `INSERT INTO setting (key, value) VALUES ('backup', '{"takenAt": "2026-11-01T00:00:00Z"}')`,
    );
    await register.app.get(JobsService).runAll();
    await register.anonymous.get('/en').expect(200);
    await register.anonymous.get('/en').expect(200);
    const text = await scrape();
    const [head] = await register.sql<{ seq: string }>('SELECT seq FROM event_head');
    expect(valueOf(text, 'pact_queue_cases{state="waiting"}')).toBe(1);
    expect(valueOf(text, 'pact_queue_oldest_seconds')).toBeGreaterThanOrEqual(3 * 3600);
    expect(valueOf(text, 'pact_outbox_mails{state="queued"}')).toBeGreaterThan(0);
    expect(valueOf(text, 'pact_event_chain_head')).toBe(Number(head!.seq));
    expect(valueOf(text, 'pact_backup_timestamp_seconds')).toBe(
      Date.parse('2026-11-01T00:00:00Z') / 1_000,
    );
    expect(valueOf(text, 'pact_cache_answers_total{result="hit"}')).toBeGreaterThan(0);
    expect(
      valueOf(text, 'pact_job_success_timestamp_seconds{job="forget old mails"}'),
    ).toBeGreaterThan(Date.now() / 1_000 - 60);
    expect(valueOf(text, 'pact_database_up')).toBe(1);
    expect(text).toMatch(
      /pact_http_request_duration_seconds_count\{method="PUT",route="\/api\/v1\/submission\/sections\/:section",status="200"\} \d/,
    );
    expect(text).not.toMatch(/@|[0-9a-f]{8}-[0-9a-f]{4}/);
    expect(text).not.toContain(town.reference);
  });

  it('an address that was made up makes no series of its own', async () => {
    await register.anonymous.get('/nobody@town.example').expect(404);
    expect(await scrape()).not.toContain('town.example');
  });

  it('answers while the database is away, without its figures; live stays 200, ready is 503 with a class of reasons', async () => {
    await databaseIs('away');
    await eventually(async () => {
      const text = await scrape();
      expect(valueOf(text, 'pact_database_up')).toBe(0);
      expect(text).not.toMatch(/^pact_(queue|outbox|event_chain_head|backup)\S* \d/m);
    });
    await register.anonymous.get('/livez').expect(200, { status: 'live' });
    await register.anonymous
      .get('/readyz')
      .expect(503, { status: 'not ready', reason: 'database' });
    await databaseIs('back');
    await eventually(async () => expect(valueOf(await scrape(), 'pact_database_up')).toBe(1));
  });
});

describe('RL16 the alert rules and the dashboard', () => {
  interface Rule {
    alert: string;
    expr: string;
  }
  const rules = (
    parse(read('docs/monitoring/alerts.yml')) as { groups: { rules: Rule[] }[] }
  ).groups.flatMap((group) => group.rules);
  const dashboard = JSON.parse(read('docs/monitoring/grafana.json')) as {
    panels: { targets: { expr: string }[] }[];
  };

  it('ask for metrics, labels and states that are there', async () => {
    await register.app.get(JobsService).runAll();
    const there = new Set(
      [...(await scrape()).matchAll(/^([a-z_0-9]+)(?:\{| )/gm)].map(([, name]) => name),
    );
    const asked = [
      ...rules.map(({ expr }) => expr),
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ];
    const names = new Set(
      asked.flatMap((expr) => expr.match(/\b(pact|process|nodejs)_[a-z_0-9]+/g) ?? []),
    );
    expect(names.size).toBeGreaterThan(15);
    expect([...names].filter((name) => !there.has(name))).toEqual([]);
    expect(dashboard.panels.length).toBeGreaterThan(12);
  });

  it('each alert has a paragraph that says what to do, and no paragraph is without its alert', () => {
    const described = [...read('docs/operations.md').matchAll(/^\*\*([A-Z]\w+)\*\*/gm)].map(
      ([, name]) => name,
    );
    expect(described.sort()).toEqual(rules.map(({ alert }) => alert).sort());
  });
});

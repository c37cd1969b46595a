// How fast the staff's queue is at 50,000 submissions: `node bench/queue.mjs DATABASE_URL BASE_URL EMAIL PASSWORD`. Multiplies the
// demonstration cases of the database that the server at BASE_URL runs on, lets the server fold their names, then asks for each list 20 times.
import pg from 'pg';

const [url, base, email, password] = process.argv.slice(2);
const wanted = 50_000;
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query(
  `INSERT INTO submission (id, reference, kind, state, language, answers, contact_email, demo, created_at, updated_at, submitted_at, confirmed_at)
   SELECT gen_random_uuid(), 'B' || lpad(n::text, 7, '0'), 'endorsement',
          (ARRAY['waiting', 'waiting', 'changes_requested', 'approved', 'approved', 'approved', 'rejected'])[1 + n % 7], (ARRAY['en', 'fr'])[1 + n % 2],
          jsonb_set(jsonb_set(s.answers, '{authority,nameOfficial}', to_jsonb((s.answers->'authority'->>'nameOfficial') || ' ' || n)),
            '{authority,countryCode}', to_jsonb((ARRAY['FR', 'DE', 'IT', 'UA', 'PL', 'ES', 'MC'])[1 + n % 7])),
          'contact' || n || '@example.org', true, at, at, at, at
   FROM generate_series(1, $1 - (SELECT count(*)::int FROM submission)) n,
        LATERAL (SELECT now() - make_interval(mins => n * 20) AS at) t,
        LATERAL (SELECT answers FROM submission WHERE demo AND answers ? 'authority' AND reference NOT LIKE 'B0%' OFFSET n % 5 LIMIT 1) s`,
  [wanted],
);
await client.query('VACUUM ANALYZE submission');
const { rows } = await client.query('SELECT (SELECT count(*) FROM submission) AS submissions, (SELECT count(*) FROM signatory) AS signatories');
console.log(`${rows[0].submissions} submissions, ${rows[0].signatories} signatories`);

const signedIn = await fetch(`${base}/api/v1/staff/session`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', origin: base },
  body: JSON.stringify({ email, password }),
});
if (signedIn.status !== 201) throw new Error(`sign-in: ${signedIn.status}`);
const cookie = signedIn.headers.getSetCookie()[0].split(';')[0];
// The server's job folds the names within a minute or two; until then the lists are asked for nothing.
for (let left = wanted; left > 500; await new Promise((resolve) => setTimeout(resolve, 2000))) {
  const found = await client.query('SELECT count(*)::int AS left FROM submission WHERE search_text IS NULL AND waiting_since IS NOT NULL');
  left = found.rows[0].left;
}
await client.query('VACUUM ANALYZE submission');
await client.end();

const lists = [
  '',
  'show=waiting,changes_requested,to_publish,published,rejected',
  'show=published',
  'show=to_publish',
  'band=overdue',
  'country=MC',
  'country=FR,DE&kind=municipality&language=fr&demo=true',
  'assignee=me,nobody',
  'assignee=me',
  'q=koln',
  'q=contact777',
  'q=e&show=published,waiting',
];
for (const query of lists) {
  const times = [];
  for (let n = 0; n < 20; n += 1) {
    const started = performance.now();
    const response = await fetch(`${base}/api/v1/staff/submissions?${query}`, { headers: { cookie } });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${query}: ${response.status}`);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  console.log(`${Math.round(times[10])} ms median, ${Math.round(times[18])} ms 95 %  ${query || '(waiting)'}`);
}

// Requests for what follows an endorsement: home, search, reports, letters, rounds, files.
import { oneRole } from './workbench-data.mjs';
import { repetitions } from './workbench-requests.mjs';

const names = ['san', 'nova', 'saint', 'koln', 'paris', 'Signer 12', 'Contact 77', 'Αθήνα', 'bad'];
const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const each = (values, address = (value) => value) =>
  Array.from({ length: repetitions }, (_, index) => address(values[index % values.length], index));
const after = ({ next }) => (next ? `after=${encodeURIComponent(next)}` : '');

/** As `requests`: a name, addresses and a target in milliseconds. */
export async function laterRequests(get) {
  const read = async (path) => JSON.parse(await get(path));
  const mailings = (await read('/mailings')).items;
  const rounds = (await read('/rounds')).items;
  const [sent, draft] = ['sent', 'draft'].map((state) => mailings.find((m) => m.state === state));
  const [open, roundDraft] = ['open', 'draft'].map((state) =>
    rounds.find((r) => r.state === state),
  );
  const letter = `/mailings/${sent.id}`;
  const page = await read(`${letter}/recipients`);
  const asked = await read(`/rounds/${open.id}/signatories`);
  const { languages } = await read(`/mailings/${draft.id}`);
  const signatories = (await read('/signatories?sort=changed')).items;
  const withCase = (await read('/submissions?show=published')).items;
  const lists = await Promise.all(
    ['to_call', 'asked', 'no_contact'].map(async (show) => [
      show,
      await read(`/reporting?show=${show}`),
    ]),
  );
  const late = lists.flatMap(([, { items }]) => items);
  return [
    ...oneRole.map((as) => [`home of a ${as}`, each([{ path: '/home', as }])]),
    ['search', each(names, (name) => `/search?q=${encodeURIComponent(name)}`)],
    ...lists.map(([show]) => [`reports: ${show}`, each([`/reporting?show=${show}`])]),
    ['reports, page 2', each([`/reporting?show=no_contact&${after(lists[2][1])}`])],
    ['report of a signatory', each(late, ({ id }) => `/reporting/${id}`)],
    ['letters', each(['/mailings'])],
    ['letter to all, a draft', each([`/mailings/${draft.id}`])],
    ['letter to all, its recipients before sending', each([`/mailings/${draft.id}/recipients`])],
    [
      'letter to all, preview',
      each(languages, ({ signatoryId }) => ({
        path: `/mailings/${draft.id}/preview`,
        body: { signatoryId },
      })),
    ],
    ['letter to all, sent', each([letter])],
    ['letter to all, recipients', each(['', after(page)], (at) => `${letter}/recipients?${at}`)],
    [
      'letter to all, recipients by result',
      each(['sent', 'failed', 'replied', 'left_out', 'returned'], (result) => {
        return `${letter}/recipients?result=${result}`;
      }),
    ],
    ['rounds', each(['/rounds'])],
    ['round to all, a draft', each([`/rounds/${roundDraft.id}`])],
    ['round to all, open', each([`/rounds/${open.id}`])],
    ['round to all, results', each([`/rounds/${open.id}/results`])],
    [
      'round to all, who has answered',
      each(['', 'answered=yes', 'answered=no', after(asked)], (query) => {
        return `/rounds/${open.id}/signatories?${query}`;
      }),
    ],
    [
      'calendar of a month',
      each([0, 10, 30], (d) => `/publications?from=${day(d)}&to=${day(d + 30)}`),
    ],
    ['practices', each(['/practices'])],
    ['reports of errors', each(['/error-reports'])],
    ['file of a signatory', each(signatories, ({ id }) => `/signatories/${id}/file`)],
    ['timeline of a signatory', each(signatories, ({ id }) => `/signatories/${id}/timeline`)],
    ['timeline of a case', each(withCase, ({ id }) => `/submissions/${id}/timeline`)],
    [
      'data request, an address',
      each([''], (_, index) => ({
        path: '/persons/search',
        body: { email: `contact${index * 37 + 1}@town${index * 37 + 1}.example` },
      })),
    ],
    [
      'data request, a name',
      each(['Signer 1234', 'Contact 4321', 'Anna Blum'], (name) => ({
        path: '/persons/search',
        body: { name },
      })),
      1000,
    ],
  ].map(([name, addresses, target = 200]) => ({ name, addresses, target }));
}

import { isPassing, Refusal, uploadIn } from './upload-answer.ts';

const upload = { id: 'a', offset: 262144, bytes: 300000, documentId: null };
const problem = (status: number, code: string) =>
  Response.json({ type: `/problems/${code}` }, { status });
/** The upload's reaction to an answer: continue, try again after a pause, or show the error. */
async function after(response: Response): Promise<unknown> {
  try {
    return await uploadIn(response);
  } catch (error) {
    if (isPassing(error)) return 'try again';
    return error instanceof Refusal ? error.code : error;
  }
}

describe('an upload in pieces', () => {
  it('goes on where the server is', async () => {
    expect(await after(Response.json(upload))).toEqual(upload);
  });

  it.each([500, 502, 504])('tries again while the server answers %d', async (status) => {
    expect(await after(new Response('<h1>Bad gateway</h1>', { status }))).toBe('try again');
  });

  it('tries again when the server is busy, but not when nothing can check the file', async () => {
    expect(await after(problem(503, 'busy'))).toBe('try again');
    expect(await after(new Response('', { status: 503 }))).toBe('try again');
    expect(await after(problem(503, 'scan-unavailable'))).toBe('scan-unavailable');
  });

  it('tries again where an earlier attempt has gone further or is ending', async () => {
    expect(await after(problem(409, 'upload-offset'))).toBe('try again');
    expect(await after(problem(409, 'upload-finishing'))).toBe('try again');
  });

  it.each(['file-too-large', 'file-encrypted', 'too-many-documents'])(
    'ends with what is wrong: %s',
    async (code) => {
      expect(await after(problem(422, code))).toBe(code);
    },
  );

  it('ends at a refusal that says nothing', async () => {
    expect(await after(new Response('Forbidden', { status: 403 }))).toBe('');
  });

  it('tries again when the connection breaks', () => {
    expect(isPassing(new TypeError('Failed to fetch'))).toBe(true);
  });
});

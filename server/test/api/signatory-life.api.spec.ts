import type { FiguresDto, MapDto, SignatoryListDto } from '../../src/site/public/public.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

async function isPublished(): Promise<{
  town: Applicant;
  id: string;
  publicId: string;
  version: number;
}> {
  const town = await Applicant.endorses(register);
  return { town, ...(await staff.approvesAndPublishes(town.reference)) };
}

async function publicSees(publicId: string) {
  await register.hearsOfChanges();
  const [page, list, map] = await Promise.all(
    ['/signatories/' + publicId, '/signatories?sort=newest', '/map'].map((path) =>
      register.anonymous.get(`/api/v1${path}`),
    ),
  );
  return {
    page: page!,
    listed: (list!.body as SignatoryListDto).items.find(({ id }) => id === publicId)?.state,
    onMap: (map!.body as MapDto).points.some(({ slug }) => slug.startsWith(publicId)),
    figures: (await register.anonymous.get('/api/v1/register')).body as FiguresDto,
  };
}

describe('TR3 a publisher puts a signatory on hold, resumes, withdraws and restores it', () => {
  it('the public sees each step, and after a withdrawal nothing but its names and dates', async () => {
    const { town, id, publicId, version } = await isPublished();
    const before = await publicSees(publicId);
    expect(before).toMatchObject({ listed: 'published', onMap: true });

    expect(
      (await staff.changes({ id, version }, 'hold', 'The new council reconsiders.')).body,
    ).toMatchObject({
      state: 'on_hold',
      version: version + 1,
    });
    expect(await publicSees(publicId)).toMatchObject({
      listed: 'on_hold',
      onMap: true,
      page: { status: 200, body: { state: 'on_hold' } },
    });
    expect((await staff.changes({ id, version: version + 1 }, 'resume')).body).toMatchObject({
      state: 'published',
    });
    expect(await publicSees(publicId)).toMatchObject({ listed: 'published' });

    expect(
      (await staff.changes({ id, version: version + 2 }, 'withdraw', 'The council left.')).body,
    ).toMatchObject({ state: 'withdrawn' });
    const gone = await publicSees(publicId);
    expect(gone).toMatchObject({ listed: undefined, onMap: false, page: { status: 410 } });
    expect(gone.figures.signatories).toBe(before.figures.signatories - 1);
    expect(gone.figures.pledges).toBe(before.figures.pledges - 4);
    const { signatory } = expectGone(gone.page);
    expect(Object.keys(signatory).sort()).toEqual([
      'id',
      'names',
      'publishedAt',
      'signedOn',
      'withdrawnAt',
    ]);
    expect(gone.page.text).not.toMatch(/The council left|old mill|website|12500|Signer|Officer/);

    expect(
      (await staff.changes({ id, version: version + 3 }, 'restore', 'It was a mistake.')).body,
    ).toMatchObject({ state: 'published' });
    const back = await publicSees(publicId);
    expect(back).toMatchObject({
      listed: 'published',
      onMap: true,
      page: { status: 200, body: { id: publicId } },
    });
    expect((back.page.body as { publishedAt: string }).publishedAt).toBe(
      (before.page.body as { publishedAt: string }).publishedAt,
    );

    await register.drain();
    const link = `http://register.example/en/signatories/${publicId}`;
    const mails = register.mailbox.of(town.email);
    expect(
      mails
        .map(({ subject }) => subject)
        .filter((subject) => !subject.includes(town.reference))
        .sort(),
    ).toEqual(
      [
        `${town.town} is on the register of the Pact`,
        `${town.town} is on the register of the Pact`,
        `${town.town} is on the register of the Pact`,
        `The entry for ${town.town} is on hold`,
        `The entry for ${town.town} has been withdrawn`,
      ].sort(),
    );
    expect(register.mailbox.newest(town.email, /is on the register/).text).toContain(link);
    const trail = await register.sql<{ action: string }>(
      `SELECT action FROM event WHERE subject_id = $1 ORDER BY seq`,
      [id],
    );
    expect(trail.map(({ action }) => action)).toEqual(
      ['publish', 'hold', 'resume', 'withdraw', 'restore'].map((verb) => `signatory.${verb}`),
    );
  });

  it('must say why to hold, to withdraw and to restore', async () => {
    const { id, version } = await isPublished();
    const wordless = async (step: 'hold' | 'withdraw' | 'restore', at: number) => {
      expect(
        fieldsOf(
          expectProblem(
            await changesNothing(register, () => staff.changes({ id, version: at }, step)),
            422,
          ),
        ),
      ).toEqual(['/reason isNotEmpty']);
    };
    await wordless('hold', version);
    await wordless('withdraw', version);
    expect((await staff.changes({ id, version }, 'withdraw', 'Left.')).status).toBe(200);
    await wordless('restore', version + 1);
  });

  it('each change gives the register a new version', async () => {
    const { id, version } = await isPublished();
    const first = (await publicSees('none')).figures.version;
    await staff.changes({ id, version }, 'hold', 'Why not.');
    expect((await publicSees('none')).figures.version).toBe(first + 1);
    await changesNothing(register, () => staff.changes({ id, version: version + 1 }, 'publish'));
  });
});

function expectGone(page: Parameters<typeof expectProblem>[0]): {
  signatory: Record<string, unknown>;
} {
  expect(page.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  return page.body as { signatory: Record<string, unknown> };
}

import { RequestMethod } from '@nestjs/common';
import { GUARDS_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { personRoles, type PersonRole } from '../../../contract/case-roles.js';
import { CaseActionGuard } from '../../src/joining/case/applicant.guard.js';
import { rolesFor, type CaseAction } from '../../src/joining/submissions/case-actions.js';
import { OpenSubmission } from '../../src/site/pages/open-submission.js';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { joinedTown } from '../support/own-place.js';
import { joinedBy } from '../support/people.js';
import { changesNothing } from '../support/problems.js';

/** The action of each route of a draft or a case. A new route fails this test until it is added. */
const routes: Record<string, CaseAction> = {
  'DELETE api/v1/submission/documents/:id': 'fill in',
  'DELETE api/v1/submission/hand-overs': 'hand over',
  'DELETE api/v1/submission/uploads/:id': 'fill in',
  'GET :language/case': 'see the case',
  'GET :language/case/address': 'name the contact',
  'GET :language/case/answers': 'see the case',
  'GET :language/case/answers.pdf': 'see the case',
  'GET :language/case/data.json': 'copy and erase',
  'GET :language/case/hand-over': 'hand over',
  'GET :language/case/kit': 'see the case',
  'GET :language/case/message': 'write to the Congress',
  'GET :language/case/message/files/:id': 'see the case',
  'GET :language/case/rounds/:id': 'answer a round',
  'GET :language/case/rounds/:id/files/:fileId': 'answer a round',
  'GET :language/case/more-time': 'send',
  'GET :language/case/people': 'see the case',
  'GET :language/case/supporter': 'decide who takes part',
  'GET :language/endorse': 'see the form',
  'GET :language/endorse/:section': 'see the form',
  'GET :language/endorse/endorsement.pdf': 'see the form',
  'GET :language/endorse/find': 'fill in',
  'GET :language/endorse/later': 'mail a link',
  'GET :language/endorse/sent': 'see the form',
  'GET :language/endorse/tasks': 'see the form',
  'GET api/v1/submission': 'see the form',
  'GET api/v1/submission/follow-ups': 'see the case',
  'GET api/v1/submission/hand-overs': 'hand over',
  'GET api/v1/submission/personal-data': 'copy and erase',
  'GET api/v1/submission/uploads/:id': 'fill in',
  'PATCH api/v1/submission/uploads/:id': 'fill in',
  'POST :language/case/address': 'name the contact',
  'POST :language/case/erase': 'copy and erase',
  'POST :language/case/follow-ups': 'begin what follows',
  'POST :language/case/follow-ups/open': 'begin what follows',
  'POST :language/case/follow-ups/withdraw': 'take back',
  'POST :language/case/hand-over': 'hand over',
  'POST :language/case/hand-over/cancellation': 'hand over',
  'POST :language/case/members': 'support members',
  'POST :language/case/message': 'write to the Congress',
  'POST :language/case/rounds/:id': 'answer a round',
  'POST :language/case/more-time': 'send',
  'POST :language/case/people': 'decide who takes part',
  'POST :language/case/people/invitation': 'decide who takes part',
  'POST :language/case/people/leaving': 'stop taking part',
  'POST :language/case/people/removal': 'decide who takes part',
  'POST :language/case/people/role': 'decide who takes part',
  'POST :language/case/people/taking-over': 'take over',
  'POST :language/case/signature': 'send',
  'POST :language/case/supporter': 'decide who takes part',
  'POST :language/case/withdraw': 'take back',
  // Beginning another endorsement concerns none that is open.
  'POST :language/endorse': 'see the form',
  'POST :language/endorse/:section': 'fill in',
  'POST :language/endorse/check': 'send',
  'POST :language/endorse/documents': 'fill in',
  'POST :language/endorse/documents/remove': 'fill in',
  'POST :language/endorse/find': 'fill in',
  'POST :language/endorse/later': 'mail a link',
  'POST :language/endorse/sent': 'send',
  'POST api/v1/submission/documents': 'fill in',
  'POST api/v1/submission/draft-links': 'mail a link',
  'POST api/v1/submission/erasure': 'copy and erase',
  'POST api/v1/submission/follow-ups': 'begin what follows',
  'POST api/v1/submission/hand-overs': 'hand over',
  'POST api/v1/submission/sending': 'send',
  'POST api/v1/submission/signature': 'send',
  'POST api/v1/submission/uploads': 'fill in',
  'POST api/v1/submission/withdrawal': 'take back',
  'PUT api/v1/submission/address': 'name the contact',
  'PUT api/v1/submission/sections/:section': 'fill in',
  'PUT api/v1/submission/sections/:section/typed': 'fill in',
};

/** Routes of the same controllers that open no submission: links, and public papers. */
const withoutSession = [
  'GET :language/case/erased',
  'GET :language/case/open',
  'GET :language/confirm',
  'GET :language/continue',
  'GET :language/hand-over',
  'GET :language/pact/adhesion.pdf',
  'GET :language/pact/endorsement.pdf',
  'GET :language/signatories/:slug/certificate.pdf',
  'GET :language/taking-part',
  'POST :language/case',
  'POST :language/case/leave',
  'POST :language/case/members/back',
  'POST :language/case/open',
  'POST :language/confirm',
  'POST :language/continue',
  'POST :language/hand-over',
  'POST :language/taking-part',
];

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

interface Declared {
  route: string;
  action: CaseAction | undefined;
}

type Handler = (...given: unknown[]) => unknown;

/** Every route that opens a submission by a session, or is next to one that does. */
function declared(): Declared[] {
  const modules = [...register.app.get(ModulesContainer).values()];
  const controllers = modules.flatMap(({ controllers: all }) => [...all.values()]);
  return controllers.flatMap(({ metatype }) => {
    const controller = metatype as { prototype: Record<string, Handler> };
    const needs = (Reflect.getMetadata('design:paramtypes', controller) ?? []) as unknown[];
    const base = String(Reflect.getMetadata(PATH_METADATA, controller));
    const handlers = Object.values(Object.getOwnPropertyDescriptors(controller.prototype));
    return handlers.flatMap(({ value: handler }): Declared[] => {
      if (!handler || handler === controller) return [];
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined;
      if (path === undefined) return [];
      const guards = [handler, controller].flatMap(
        (target) => (Reflect.getMetadata(GUARDS_METADATA, target) ?? []) as unknown[],
      );
      if (!needs.includes(OpenSubmission) && !guards.includes(CaseActionGuard)) return [];
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]!;
      const action = (Reflect.getMetadata('case action', handler) ??
        Reflect.getMetadata('case action', controller)) as CaseAction | undefined;
      const parts = [base, [path].flat()[0]!].filter((part) => part !== '/' && part !== '');
      return [{ route: `${method} ${parts.join('/')}`, action }];
    });
  });
}

const id = '01a20be3-8239-7462-9665-95ae42b5226f';
const calls = (browser: Agent, route: string) => {
  const [method, template] = route.split(' ') as [string, string];
  const path = `/${template}`
    .replace(':language', 'en')
    .replace(':section', 'signer')
    .replace(':id', id)
    .replace(':fileId', id);
  const call = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const accept = path.startsWith('/api') ? 'application/json' : 'text/html';
  const request = browser[call](path).set('If-Match', '"1"').set('Accept', accept);
  if (method === 'GET') return request;
  return path.startsWith('/api')
    ? request.send({})
    : request.type('form').send({ kind: 'practice' });
};

async function peopleOf(town: Applicant, roles: readonly PersonRole[]) {
  const all = new Map<PersonRole, Agent>();
  for (const role of roles) all.set(role, (await joinedBy(register, town, role)).browser);
  return all;
}

it('every route that opens a draft or a case declares its action', () => {
  const all = declared();
  const named = all.filter(({ action }) => action !== undefined);
  expect(Object.fromEntries(named.map(({ route, action }) => [route, action]))).toEqual(routes);
  const others = all.filter(({ action }) => action === undefined).map(({ route }) => route);
  expect(others.sort()).toEqual(withoutSession);
});

describe.each(['a draft', 'a signatory'] as const)('in the case of %s', (which) => {
  const roles = personRoles.filter((role) => role !== 'supporter');
  let people: Map<PersonRole, Agent>;
  beforeAll(async () => {
    const town = which === 'a draft' ? await Applicant.begins(register) : null;
    await town?.fillsIn();
    people = await peopleOf(town ?? (await joinedTown(register, staff)).town, roles);
  });

  it.each(roles)(
    '%s is refused what the role does not include, and nothing changes',
    async (role) => {
      const refused = Object.keys(routes).filter(
        (route) => !rolesFor[routes[route]!].includes(role),
      );
      await changesNothing(register, async () => {
        for (const route of refused) {
          const { status, text } = await calls(people.get(role)!, route);
          expect({ route, role, status }).toEqual({ route, role, status: 403 });
          if (route.includes(':language')) expect(text).toContain('Please ask');
          else expect(text).toContain('Your role does not include this. Ask ');
        }
      });
    },
  );

  it.each(roles)('%s reads what the role includes', async (role) => {
    for (const route of Object.keys(routes)) {
      if (!route.startsWith('GET') || !rolesFor[routes[route]!].includes(role)) continue;
      const { status } = await calls(people.get(role)!, route);
      expect({ route, role, refused: status === 403 || status >= 500 }).toEqual({
        ...{ route, role },
        refused: false,
      });
    }
  });

  it('a lead names the contact; the sender makes the declaration', async () => {
    const contributor = people.get('contributor')!;
    await changesNothing(register, async () => {
      for (const section of ['contact', 'declaration'])
        for (const path of [`sections/${section}`, `sections/${section}/typed`])
          await contributor
            .put(`/api/v1/submission/${path}`)
            .set('If-Match', '"99"')
            .send({ name: 'Mallory', email: 'mallory@elsewhere.example' })
            .expect(403);
      await contributor
        .post('/en/endorse/contact')
        .type('form')
        .send({ version: '99', email: 'mallory@elsewhere.example' })
        .expect(which === 'a draft' ? 403 : 303);
    });
  });
});

it('only leads can begin and continue leaving the register', async () => {
  const { town } = await joinedTown(register, staff);
  const people = await peopleOf(town, ['sender', 'lead']);
  const [sender, lead] = [people.get('sender')!, people.get('lead')!];
  await changesNothing(register, async () => {
    const body = { kind: 'withdrawal' };
    await sender.post('/api/v1/submission/follow-ups').send(body).expect(403);
    await sender.post('/en/case/follow-ups').type('form').send(body).expect(403);
  });
  const { reference } = (
    await lead.post('/api/v1/submission/follow-ups').send({ kind: 'withdrawal' }).expect(201)
  ).body as { reference: string };
  await changesNothing(register, () =>
    sender.post('/en/case/follow-ups/open').type('form').send({ reference }).expect(403),
  );
  await sender.post('/api/v1/submission/follow-ups').send({ kind: 'progress' }).expect(201);
});

it('a contributor fills in what a sender sends', async () => {
  const town = await Applicant.begins(register);
  await town.fillsIn();
  const people = await peopleOf(town, ['contributor', 'sender']);
  const [contributor, sender] = [people.get('contributor')!, people.get('sender')!];
  const { version } = (await contributor.get('/api/v1/submission').expect(200)).body as {
    version: number;
  };
  await contributor
    .put('/api/v1/submission/sections/signer')
    .set('If-Match', `"${version}"`)
    .send(town.endorsement.signer)
    .expect(200);
  await sender.post('/api/v1/submission/sending').expect(200);
});

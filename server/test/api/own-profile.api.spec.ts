import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());

it('U18 the own profile: name, language of mails, shortcuts', async () => {
  const colleague = await Colleague.signsIn(register, 'reviewer');
  const change = (version: number) =>
    colleague.browser
      .put('/api/v1/staff/profile')
      .set('If-Match', `"${version}"`)
      .send({ name: 'Zoé', language: 'fr', shortcuts: false });
  expect((await change(1).expect(200)).body).toMatchObject({
    name: 'Zoé',
    language: 'fr',
    shortcuts: false,
    version: 2,
  });
  await changesNothing(register, async () => expectProblem(await change(1), 412));
});

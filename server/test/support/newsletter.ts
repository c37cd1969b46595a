import type { TestApp } from './app.js';
import { tokenIn } from './mailbox.js';

/** The subject of the mail that asks to confirm a subscription. */
export const confirmation = /confirm|confirmer/i;

export const asksFor = (register: TestApp, email: string, language = 'en', more: object = {}) =>
  register.anonymous
    .post(`/${language}/newsletter`)
    .type('form')
    .set('Accept', 'text/html')
    .send({ email, ...more });

export const subscribersWith = (register: TestApp, email: string) =>
  register.sql<{ id: string; language: string; confirmed_at: Date | null }>(
    'SELECT id, language, confirmed_at FROM subscriber WHERE email = $1',
    [email],
  );

export async function subscribesTo(
  register: TestApp,
  email: string,
  language = 'en',
): Promise<string> {
  await asksFor(register, email, language).expect(200);
  await register.drain();
  await register.anonymous
    .post(`/${language}/newsletter/confirm`)
    .type('form')
    .send({ token: tokenIn(register.mailbox.newest(email, confirmation)) })
    .expect(200);
  return (await subscribersWith(register, email))[0]!.id;
}

import { DataSource } from 'typeorm';
import type { Followed } from '../../../contract/follows.js';
import { FollowSender } from '../../src/site/newsletter/follow-sender.service.js';
import { EventsService, system } from '../../src/platform/events/events.service.js';
import { Applicant } from './applicant.js';
import type { TestApp } from './app.js';
import type { Colleague } from './colleague.js';
import { tokenIn } from './mailbox.js';

const form = (register: TestApp, path: string, body: object) =>
  register.anonymous
    .post(path)
    .type('form')
    .set('Accept', 'text/html')
    .set('Sec-Fetch-Site', 'same-origin')
    .send(body);

export const asksToFollow = (
  register: TestApp,
  thing: Followed,
  email: string,
  language = 'en',
  more: object = {},
) => form(register, `/${language}/follow`, { ...thing, email, ...more });

export const confirmsFollow = (register: TestApp, token: string, language = 'en') =>
  form(register, `/${language}/follow/confirm`, { token });

/** Follows by a press on a page and in the mail. */
export async function follows(
  register: TestApp,
  thing: Followed,
  email: string,
  language = 'en',
): Promise<void> {
  await asksToFollow(register, thing, email, language).expect(200);
  await register.drain();
  const mail = register.mailbox.newest(email.toLowerCase(), /confirm/i);
  await confirmsFollow(register, tokenIn(mail), language).expect(200);
}

export const stopsFollowing = (register: TestApp, token: string, follow?: string) =>
  form(register, '/en/follow/manage', { token, ...(follow ? { follow } : {}) });

/** A morning so many weeks from now, in summer as in winter. */
export function weeksFromNow(weeks: number): Date {
  const day = new Date(Date.now() + weeks * 7 * 24 * 3600 * 1000);
  day.setUTCHours(9, 0, 0, 0);
  return day;
}

/** What the job does at a moment. */
export const writesToFollowers = (register: TestApp, now: Date) =>
  register.app
    .get(DataSource)
    .transaction((manager) => register.app.get(FollowSender).run(manager, now));

export interface FollowedTown {
  id: string;
  publicId: string;
  name: string;
}

/** A town that is published by a colleague who may do it alone. */
export async function joined(
  register: TestApp,
  colleague: Colleague,
  nameOfficial: string,
  countryCode = 'AT',
): Promise<FollowedTown> {
  const town = await Applicant.endorses(register, { authority: { nameOfficial, countryCode } });
  const { id, publicId } = await colleague.approvesAndPublishes(town.reference);
  return { id, publicId, name: nameOfficial };
}

export const aboutTown = ({ publicId }: Pick<FollowedTown, 'publicId'>) =>
  ({ kind: 'signatory', key: publicId }) as const;
export const country = (key: string) => ({ kind: 'country', key }) as const;

/** The weekly letters that reached an address. */
export const lettersTo = (register: TestApp, email: string) =>
  register.mailbox.of(email).filter(({ subject }) => /changed|changé/.test(subject));

/** What an address follows. */
export const followedBy = (register: TestApp, email: string) =>
  register.sql<{ kind: string; key: string }>(
    `SELECT f.kind, f.key FROM follow f JOIN subscriber s ON s.id = f.subscriber_id
      WHERE s.email = $1 AND f.confirmed_at IS NOT NULL ORDER BY f.confirmed_at`,
    [email],
  );

export const isNow = (register: TestApp, { id }: FollowedTown, state: string) =>
  register.sql(
    `UPDATE signatory SET state = $2,
      withdrawn_at = CASE WHEN $2 = 'withdrawn' THEN now() END WHERE id = $1`,
    [id, state],
  );

/** One line of the trail, as a step of a colleague makes it. */
export const happened = (
  register: TestApp,
  verb: 'hold' | 'resume' | 'withdraw' | 'restore',
  { id }: FollowedTown,
) =>
  register.app.get(DataSource).transaction((manager) =>
    register.app.get(EventsService).append(manager, {
      actor: system,
      action: `signatory.${verb}`,
      subject: { kind: 'signatory', id },
    }),
  );

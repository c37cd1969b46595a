import type { DataSource } from 'typeorm';
import { SecurityMails } from '../../accounts/access/security-mails.js';
import { SessionsService } from '../../accounts/access/sessions.service.js';
import { StaffLinksService } from '../../accounts/access/staff-links.service.js';
import { AccountChanges } from '../../accounts/colleagues/account-changes.js';
import { AddressesService } from '../../accounts/colleagues/addresses.service.js';
import { ColleaguesService } from '../../accounts/colleagues/colleagues.service.js';
import { InvitationsService } from '../../accounts/colleagues/invitations.service.js';
import type { AppContext } from '../../platform/database/app-context.js';
import { EventsService } from '../../platform/events/events.service.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { SettingsService } from '../../platform/settings/settings.service.js';

export interface AccountServices {
  colleagues: ColleaguesService;
  invitations: InvitationsService;
  addresses: AddressesService;
}

/** The services of the workbench, without Nest: a command neither listens nor sends mail. */
export function accountServices(context: AppContext, database: DataSource): AccountServices {
  const events = new EventsService();
  const settings = new SettingsService(database, events, context);
  const outbox = new OutboxService(database, context, events, settings);
  const links = new StaffLinksService(context, outbox);
  const sessions = new SessionsService(database, events);
  const mails = new SecurityMails(outbox);
  const changes = new AccountChanges(database, events);
  const invitations = new InvitationsService(database, links, sessions, events);
  return {
    invitations,
    colleagues: new ColleaguesService(database, sessions, links, outbox, mails, changes),
    addresses: new AddressesService(database, changes, invitations, links, sessions, mails, events),
  };
}

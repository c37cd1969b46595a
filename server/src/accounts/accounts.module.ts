import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { EventsModule } from '../platform/events/events.module.js';
import { MailModule } from '../platform/mail/mail.module.js';
import { SettingsModule } from '../platform/settings/settings.module.js';
import { SettingsOfTwo } from './settings/settings-of-two.js';
import { SettingsController } from './settings/settings.controller.js';
import { AccountController } from './colleagues/account.controller.js';
import { StaffDraftsModule } from './drafts/drafts.module.js';
import { FourEyesModule } from './four-eyes/four-eyes.module.js';
import { ColleaguesController } from './colleagues/colleagues.controller.js';
import { AccountChanges } from './colleagues/account-changes.js';
import { AddressesService } from './colleagues/addresses.service.js';
import { ColleaguesService } from './colleagues/colleagues.service.js';
import { SessionStarter } from './access/session-starter.js';
import { NoticesModule } from './notices/notices.module.js';
import { InvitationsService } from './colleagues/invitations.service.js';
import { PasskeysController } from './second-factor/passkeys.controller.js';
import { PasskeysService } from './second-factor/passkeys.service.js';
import { PasswordLinksService } from './passwords/password-links.service.js';
import { PasswordsService } from './passwords/passwords.service.js';
import { ProfileService } from './colleagues/profile.service.js';
import { IdentitiesService } from './provider/identities.service.js';
import { ProviderController } from './provider/provider.controller.js';
import { ProviderVisitsService } from './provider/provider-visits.service.js';
import { Provider } from './provider/provider.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';
import { SecurityMails } from './access/security-mails.js';
import { SessionController } from './sign-in/session.controller.js';
import { SessionsService } from './access/sessions.service.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { StaffLinksController } from './sign-in/staff-links.controller.js';
import { StaffLinksService } from './access/staff-links.service.js';
import { StaffService } from './colleagues/staff.service.js';
import { PasswordStrategy, SessionStrategy } from './sign-in/strategies.js';

@Module({
  imports: [
    PassportModule.register({ session: false }),
    EventsModule,
    MailModule,
    SettingsModule,
    FourEyesModule,
    NoticesModule,
    StaffDraftsModule,
  ],
  controllers: [
    SessionController,
    SecondFactorController,
    PasskeysController,
    AccountController,
    StaffLinksController,
    ColleaguesController,
    ProviderController,
    SettingsController,
  ],
  providers: [
    StaffService,
    SettingsOfTwo,
    SessionsService,
    SignInService,
    SessionStarter,
    SecondFactorService,
    SecurityMails,
    PasskeysService,
    PasswordsService,
    PasswordLinksService,
    StaffLinksService,
    InvitationsService,
    AccountChanges,
    AddressesService,
    ColleaguesService,
    ProfileService,
    Provider,
    ProviderVisitsService,
    IdentitiesService,
    PasswordStrategy,
    SessionStrategy,
  ],
  exports: [StaffService],
})
export class AccountsModule {}

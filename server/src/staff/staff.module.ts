import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { AccountController } from './account.controller.js';
import { ColleaguesController } from './colleagues.controller.js';
import { ColleaguesService } from './colleagues.service.js';
import { Entrance } from './entrance.js';
import { InvitationsService } from './invitations.service.js';
import { PasskeysController } from './passkeys.controller.js';
import { PasskeysService } from './passkeys.service.js';
import { PasswordLinksService } from './password-links.service.js';
import { PasswordsService } from './passwords.service.js';
import { ProfileService } from './profile.service.js';
import { IdentitiesService } from './provider/identities.service.js';
import { ProviderController } from './provider/provider.controller.js';
import { ProviderVisitsService } from './provider/provider-visits.service.js';
import { Provider } from './provider/provider.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SecondFactorService } from './second-factor.service.js';
import { SecurityMails } from './security-mails.js';
import { SessionController } from './session.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { StaffLinksController } from './staff-links.controller.js';
import { StaffLinksService } from './staff-links.service.js';
import { StaffService } from './staff.service.js';
import { PasswordStrategy, SessionStrategy } from './strategies.js';

@Module({
  imports: [PassportModule.register({ session: false }), EventsModule, MailModule],
  controllers: [
    SessionController,
    SecondFactorController,
    PasskeysController,
    AccountController,
    StaffLinksController,
    ColleaguesController,
    ProviderController,
  ],
  providers: [
    StaffService,
    SessionsService,
    SignInService,
    Entrance,
    SecondFactorService,
    SecurityMails,
    PasskeysService,
    PasswordsService,
    PasswordLinksService,
    StaffLinksService,
    InvitationsService,
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
export class StaffModule {}

import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { EventsModule } from '../events/events.module.js';
import { AccountController } from './account.controller.js';
import { PasswordsService } from './passwords.service.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SecondFactorService } from './second-factor.service.js';
import { SessionController } from './session.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { StaffService } from './staff.service.js';
import { PasswordStrategy, SessionStrategy } from './strategies.js';

@Module({
  imports: [PassportModule.register({ session: false }), EventsModule],
  controllers: [SessionController, SecondFactorController, AccountController],
  providers: [StaffService, SessionsService, SignInService, SecondFactorService, PasswordsService, PasswordStrategy, SessionStrategy],
  exports: [StaffService],
})
export class StaffModule {}

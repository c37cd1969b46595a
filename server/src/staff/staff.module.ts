import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { EventsModule } from '../events/events.module.js';
import { StaffController } from './staff.controller.js';
import { StaffService } from './staff.service.js';
import { PasswordStrategy, SessionStrategy } from './strategies.js';

@Module({
  imports: [PassportModule.register({ session: false }), EventsModule],
  controllers: [StaffController],
  providers: [StaffService, PasswordStrategy, SessionStrategy],
  exports: [StaffService],
})
export class StaffModule {}

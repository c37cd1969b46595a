import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { RegisterService } from './register.service.js';

@Module({ imports: [EventsModule, MailModule], providers: [RegisterService], exports: [RegisterService] })
export class RegisterModule {}

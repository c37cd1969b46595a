import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { EventsModule } from '../events/events.module.js';
import { MailModule } from '../mail/mail.module.js';
import { SubmissionsModule } from '../submissions/submissions.module.js';
import { HeldService } from './held.service.js';
import { PersonCopyService } from './person-copy.service.js';
import { PersonErasureService } from './person-erasure.service.js';
import { PersonsController } from './persons.controller.js';
import { RegisterTraces } from './register-traces.js';

@Module({
  imports: [DocumentsModule, EventsModule, MailModule, SubmissionsModule],
  controllers: [PersonsController],
  providers: [HeldService, PersonCopyService, PersonErasureService, RegisterTraces],
})
export class PersonsModule {}

import { Module } from '@nestjs/common';
import { DocumentsModule } from '../../platform/documents/documents.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { MailModule } from '../../platform/mail/mail.module.js';
import { JoiningModule } from '../../joining/joining.module.js';
import { ErrorReportsModule } from '../../register/error-reports/error-reports.module.js';
import { HeldService } from './held.service.js';
import { MentionsService } from './mentions.service.js';
import { PersonCopyService } from './person-copy.service.js';
import { PersonErasureService } from './person-erasure.service.js';
import { PersonSearch } from './person-search.service.js';
import { DataRequestsController } from './data-requests.controller.js';
import { RegisterTraces } from './register-traces.js';

@Module({
  imports: [DocumentsModule, ErrorReportsModule, EventsModule, MailModule, JoiningModule],
  controllers: [DataRequestsController],
  providers: [
    HeldService,
    MentionsService,
    PersonCopyService,
    PersonErasureService,
    PersonSearch,
    RegisterTraces,
  ],
})
export class DataRequestsModule {}

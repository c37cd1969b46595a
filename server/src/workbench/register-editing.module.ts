import { Module } from '@nestjs/common';
import { EventsModule } from '../platform/events/events.module.js';
import { RegisterModule } from '../register/register.module.js';
import { FourEyesModule } from '../accounts/four-eyes/four-eyes.module.js';
import { SettingsModule } from '../platform/settings/settings.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ContactInvitationsController } from './register-editing/contact-invitations.controller.js';
import { ExportsService } from './register-editing/exports.service.js';
import { HistoryService } from './register-editing/history.service.js';
import { ImportRunService } from './imports/import-run.service.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsService } from './imports/imports.service.js';
import { ImportUndoService } from './imports/import-undo.service.js';
import { StaffPracticesController } from './practices/practices.controller.js';
import { StaffPractices } from './practices/practices.service.js';
import { ReportingController } from './reporting/reporting.controller.js';
import { ReportingListService } from './reporting/reporting-list.service.js';
import { PledgesController } from './register-editing/pledges.controller.js';
import { ReportedPledges } from './register-editing/pledges.service.js';
import { SignatoriesController } from './register-editing/signatories.controller.js';
import { SignatoryFileService } from './register-editing/signatory-file.service.js';
import { SignatoriesService } from './register-editing/signatories.service.js';

@Module({
  imports: [EventsModule, RegisterModule, AccountsModule, FourEyesModule, SettingsModule],
  controllers: [
    ContactInvitationsController,
    ImportsController,
    PledgesController,
    ReportingController,
    SignatoriesController,
    StaffPracticesController,
  ],
  providers: [
    ExportsService,
    HistoryService,
    ImportRunService,
    ImportsService,
    ImportUndoService,
    ReportedPledges,
    ReportingListService,
    SignatoriesService,
    SignatoryFileService,
    StaffPractices,
  ],
  exports: [ImportsService],
})
export class RegisterEditingModule {}

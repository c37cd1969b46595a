import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { RegisterModule } from '../register/register.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { ExportsService } from './exports.service.js';
import { HistoryService } from './history.service.js';
import { ImportRunService } from './import-run.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { ImportUndoService } from './import-undo.service.js';
import { StaffPracticesController } from './practices.controller.js';
import { StaffPractices } from './practices.service.js';
import { SignatoriesController } from './signatories.controller.js';
import { SignatoriesService } from './signatories.service.js';

@Module({
  imports: [EventsModule, RegisterModule, StaffModule],
  controllers: [ImportsController, SignatoriesController, StaffPracticesController],
  providers: [ExportsService, HistoryService, ImportRunService, ImportsService, ImportUndoService, SignatoriesService, StaffPractices],
  exports: [ImportsService],
})
export class DeskModule {}

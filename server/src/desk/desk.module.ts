import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { RegisterModule } from '../register/register.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { ExportsService } from './exports.service.js';
import { HistoryService } from './history.service.js';
import { SignatoriesController } from './signatories.controller.js';
import { SignatoriesService } from './signatories.service.js';

@Module({
  imports: [EventsModule, RegisterModule, StaffModule],
  controllers: [SignatoriesController],
  providers: [ExportsService, HistoryService, SignatoriesService],
})
export class DeskModule {}

import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { HelplinesController } from './helplines.controller.js';
import { HelplinesService } from './helplines.service.js';

@Module({
  imports: [AccountsModule, EventsModule],
  controllers: [HelplinesController],
  providers: [HelplinesService],
})
export class HelplinesModule {}

import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { PactDeskController } from './pact-desk.controller.js';
import { PactDesk } from './pact-desk.service.js';

@Module({
  imports: [AccountsModule, EventsModule],
  controllers: [PactDeskController],
  providers: [PactDesk],
})
export class PactDeskModule {}

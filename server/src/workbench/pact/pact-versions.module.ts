import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { PactVersionsController } from './pact-versions.controller.js';
import { PactVersions } from './pact-versions.service.js';

@Module({
  imports: [AccountsModule, EventsModule],
  controllers: [PactVersionsController],
  providers: [PactVersions],
})
export class PactVersionsModule {}

import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { OpenProposals } from './open-proposals.service.js';
import { ProposalsController } from './proposals.controller.js';
import { Proposals } from './proposals.service.js';

@Module({
  imports: [EventsModule],
  controllers: [ProposalsController],
  providers: [Proposals, OpenProposals],
  exports: [OpenProposals, Proposals],
})
export class FourEyesModule {}

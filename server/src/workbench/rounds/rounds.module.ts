import { Module } from '@nestjs/common';
import { FourEyesModule } from '../../accounts/four-eyes/four-eyes.module.js';
import { DocumentsModule } from '../../platform/documents/documents.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { MailingsModule } from '../mailings/mailings.module.js';
import { RoundExport } from './round-export.service.js';
import { RoundInvitation } from './round-invitation.service.js';
import { RoundResults } from './round-results.service.js';
import { RoundSteps } from './round-steps.service.js';
import { RoundsController } from './rounds.controller.js';
import { RoundsService } from './rounds.service.js';

@Module({
  imports: [DocumentsModule, EventsModule, FourEyesModule, MailingsModule],
  controllers: [RoundsController],
  providers: [RoundExport, RoundInvitation, RoundResults, RoundSteps, RoundsService],
  exports: [RoundSteps],
})
export class RoundsModule {}

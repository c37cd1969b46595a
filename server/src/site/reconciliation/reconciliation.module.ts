import { Module } from '@nestjs/common';
import { PublicModule } from '../public/public.module.js';
import { CandidatesService } from './candidates.service.js';
import { ReconciliationController } from './reconciliation.controller.js';
import { ReconciliationService } from './reconciliation.service.js';

@Module({
  imports: [PublicModule],
  controllers: [ReconciliationController],
  providers: [CandidatesService, ReconciliationService],
})
export class ReconciliationModule {}

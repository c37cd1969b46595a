import { Module } from '@nestjs/common';
import { PactService } from './pact.service.js';

@Module({ providers: [PactService], exports: [PactService] })
export class PactModule {}

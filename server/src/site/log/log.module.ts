import { Module } from '@nestjs/common';
import { PublicModule } from '../public/public.module.js';
import { Cosignatures } from './cosignatures.service.js';
import { LogController } from './log.controller.js';
import { LogReader } from './log-reader.service.js';
import { LogSigner } from './log-signer.service.js';
import { Witnesses } from './witnesses.service.js';

@Module({
  imports: [PublicModule],
  controllers: [LogController],
  providers: [LogReader, LogSigner, Cosignatures, Witnesses],
  exports: [LogReader, LogSigner, Witnesses],
})
export class LogModule {}

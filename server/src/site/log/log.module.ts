import { Module } from '@nestjs/common';
import { PublicModule } from '../public/public.module.js';
import { LogController } from './log.controller.js';
import { LogReader } from './log-reader.service.js';
import { LogSigner } from './log-signer.service.js';

@Module({
  imports: [PublicModule],
  controllers: [LogController],
  providers: [LogReader, LogSigner],
  exports: [LogReader, LogSigner],
})
export class LogModule {}

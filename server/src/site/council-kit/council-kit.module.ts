import { Module } from '@nestjs/common';
import { PublicModule } from '../public/public.module.js';
import { CouncilKit } from './council-kit.service.js';
import { KitExamples } from './kit-examples.service.js';

@Module({
  imports: [PublicModule],
  providers: [CouncilKit, KitExamples],
  exports: [CouncilKit],
})
export class CouncilKitModule {}

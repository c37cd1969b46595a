import { Module } from '@nestjs/common';
import { PublicModule } from '../public/public.module.js';
import { PlenaryController } from './plenary.controller.js';
import { PlenaryList } from './plenary-list.service.js';

@Module({
  imports: [PublicModule],
  controllers: [PlenaryController],
  providers: [PlenaryList],
})
export class PlenaryModule {}

import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/staff.module.js';
import { RemovalsController } from './removals.controller.js';
import { RemovalsService } from './removals.service.js';

@Module({ imports: [StaffModule], controllers: [RemovalsController], providers: [RemovalsService], exports: [RemovalsService] })
export class RemovalsModule {}

import { Module } from '@nestjs/common';
import { StaffDraftsController } from './drafts.controller.js';
import { StaffDrafts } from './drafts.service.js';

@Module({
  controllers: [StaffDraftsController],
  providers: [StaffDrafts],
  exports: [StaffDrafts],
})
export class StaffDraftsModule {}

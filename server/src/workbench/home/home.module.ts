import { Module } from '@nestjs/common';
import { FourEyesModule } from '../../accounts/four-eyes/four-eyes.module.js';
import { SettingsModule } from '../../platform/settings/settings.module.js';
import { CasesModule } from '../cases/cases.module.js';
import { HomeController } from './home.controller.js';
import { HomeService } from './home.service.js';
import { StaffSearch } from './search.service.js';

@Module({
  imports: [CasesModule, FourEyesModule, SettingsModule],
  controllers: [HomeController],
  providers: [HomeService, StaffSearch],
})
export class HomeModule {}

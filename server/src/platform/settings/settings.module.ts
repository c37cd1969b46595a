import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { SettingsService } from './settings.service.js';

@Module({ imports: [EventsModule], providers: [SettingsService], exports: [SettingsService] })
export class SettingsModule {}

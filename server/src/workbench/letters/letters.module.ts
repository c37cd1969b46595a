import { Module } from '@nestjs/common';
import { NoticesModule } from '../../accounts/notices/notices.module.js';
import { SettingsModule } from '../../platform/settings/settings.module.js';
import { AtOnce } from './at-once.service.js';
import { LetterMails } from './letter-mails.service.js';
import { StaffLetters } from './letters.service.js';

@Module({
  imports: [NoticesModule, SettingsModule],
  providers: [AtOnce, LetterMails, StaffLetters],
  exports: [AtOnce, StaffLetters],
})
export class LettersModule {}

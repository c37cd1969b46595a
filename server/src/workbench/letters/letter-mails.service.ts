import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { NoticeMails } from '../../accounts/notices/notice-mails.service.js';
import type { ToldColleague } from '../../accounts/notices/told-colleague.js';
import { changedMailTexts } from '../../platform/mail/changed-mail-texts.js';
import { Letter } from '../../platform/mail/letter.entity.js';
import { staffLetterWords, type StaffLetterWords } from '../../platform/mail/texts.js';
import { letterOf, totalOf, type Sections } from './staff-letter.js';

/** Sends a colleague one mail about several items. */
@Injectable()
export class LetterMails {
  constructor(private readonly mails: NoticeMails) {}

  /** The texts of letters in the colleague's language, with the administrators' changes. */
  async words(manager: EntityManager, { language }: ToldColleague): Promise<StaffLetterWords> {
    return staffLetterWords(language, await changedMailTexts(manager, 'staff_letter', language));
  }

  /** @returns whether there was anything to write about. */
  async send(
    manager: EntityManager,
    colleague: ToldColleague,
    sections: Sections,
    words: StaffLetterWords,
  ): Promise<boolean> {
    if (totalOf(sections) === 0) return false;
    const id = uuidv7();
    await manager.insert(Letter, { id, ...letterOf(sections, words) });
    await this.mails.send(manager, colleague, 'staff_letter', { path: '/staff' }, id);
    return true;
  }
}

import { pillarCodes, type PillarCode } from '../../../../../contract/pillars.js';
import { type ProgressState as Progress, progressStates } from '../../../../../contract/kinds.js';
import { FreeText, Name, ShortText, WebAddress } from '../../../platform/http/fields/text.js';
import { Choice } from '../../../platform/http/fields/choices.js';
import { Translatable } from './sections.dto.js';
import { Id, ListOf } from '../../../platform/http/fields/things.js';

/** A signatory's report on one of its pledges. Public once staff have approved it. */
export class PledgeReport extends Translatable {
  @Id()
  pledgeId: string;

  @Choice(progressStates)
  progress: Progress;

  @FreeText(500, { optional: true, description: 'What was done, or why it was dropped' })
  note?: string;

  @WebAddress(300, {
    optional: true,
    description: 'A public page that shows it',
    example: 'https://www.town.eu/training',
  })
  evidenceUrl?: string;
}

/** A report on the pledges. It may cover only some of them. */
export class ProgressSection {
  @ListOf(PledgeReport, { min: 1, max: 160, uniqueBy: 'pledgeId' })
  reports: PledgeReport[] = [];
}

/** A good practice that a signatory shares with others. Public once staff have approved it. */
export class PracticeSection {
  @Name(150, { example: 'A safe-sport charter for every club' })
  title: string;

  @Choice(pillarCodes)
  pillar: PillarCode;

  @FreeText(3000, { description: 'What was done' })
  whatWasDone: string;

  @FreeText(500, { description: 'Who it was for' })
  forWhom: string;

  @FreeText(1500, { description: 'The results' })
  result: string;

  @Name(150, {
    optional: true,
    description: 'Languages in which more information is available',
    example: 'German, English',
  })
  alsoIn?: string;

  @ShortText(200, {
    optional: true,
    description:
      'Who others can contact: an office with its address. Published as written; omit it to ' +
      'name nobody.',
  })
  whomToAsk?: string;
}

/** Why a signatory wants to leave the Pact. For staff only. */
export class LeavingSection {
  @FreeText(1500)
  reason: string;
}

import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPreconditionFailedResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { MayWait } from '../../accounts/four-eyes/may-wait.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { MergersService } from '../../register/mergers/mergers.service.js';
import { RegisterService } from '../../register/publication/register.service.js';
import { BulkDto, BulkReportDto } from '../decisions/bulk.dto.js';
import { BulkService } from './bulk.service.js';
import { AnswerDays } from './answer-days.service.js';
import { CasePresenter } from './cases.presenter.js';
import {
  AnswerDayDto,
  ChangedSignatoryDto,
  ChangeSignatoryDto,
  DecideDto,
  MailAnswerDto,
  MergeDto,
  UndoneDto,
} from '../decisions/decision.dto.js';
import { MailPreviews } from './mail-preview.service.js';
import { MergerQuery, MergerSidesDto } from '../decisions/merger.dto.js';
import { MergerSides } from './merger-sides.service.js';
import { CaseDto } from './review.dto.js';
import { ReviewService } from './review.service.js';
import { UndoEffects } from './undo-effects.service.js';

@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('reviewer', 'publisher')
export class DecisionsController {
  constructor(
    private readonly cases: CasePresenter,
    private readonly review: ReviewService,
    private readonly register: RegisterService,
    private readonly mergers: MergersService,
    private readonly sides: MergerSides,
    private readonly bulk: BulkService,
    private readonly mails: MailPreviews,
    private readonly effects: UndoEffects,
    private readonly answerDays: AnswerDays,
  ) {}

  @Post('submissions/:id/decisions')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for changes, approve or reject' })
  @Versioned({ meanwhile: 'Someone has changed the case since; says who' })
  @ApiOkResponse({ type: CaseDto })
  @ApiConflictResponse({
    description: 'Not possible in this state, or the authority is on the register already',
  })
  @ApiUnprocessableEntityResponse({ description: 'A check is missing; names it' })
  async decide(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: DecideDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<CaseDto> {
    await this.review.decide(id, body, staff, seen);
    return this.cases.present(id, staff);
  }

  @Put('submissions/:id/answer-day')
  @ApiOperation({ summary: 'Give another day until which changes are asked for, and tell it' })
  @Versioned({ meanwhile: 'Someone has changed the case since; says who' })
  @ApiOkResponse({ type: CaseDto })
  @ApiConflictResponse({ description: 'No changes are asked for' })
  @ApiUnprocessableEntityResponse({ description: 'The day is over, or too far' })
  async giveDay(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { answerBy }: AnswerDayDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<CaseDto> {
    await this.answerDays.set(id, answerBy, staff, seen);
    return this.cases.present(id, staff);
  }

  @Post('submissions/:id/mail-preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'The mail that a decision would send, as it would go' })
  @ApiOkResponse({ type: MailAnswerDto })
  async previewDecision(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: DecideDto,
  ): Promise<MailAnswerDto> {
    return { mail: await this.mails.ofDecision(id, body) };
  }

  @Post('signatories/:id/changes')
  @MayWait()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Publish now or on a given date, put on hold, withdraw or restore a signatory',
  })
  @Versioned({ meanwhile: 'Someone has changed the signatory since; says who' })
  @ApiOkResponse({ type: ChangedSignatoryDto })
  @ApiConflictResponse({ description: 'Not possible in this state' })
  @ApiUnprocessableEntityResponse({ description: 'A reason or a day is missing' })
  async change(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason = '', ...body }: ChangeSignatoryDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<ChangedSignatoryDto | ProposedDto> {
    return this.changed(await this.register.change(id, { ...body, reason }, staff, seen), staff);
  }

  @Post('signatories/:id/mail-preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'The mail that a change would send, as it would go' })
  @ApiOkResponse({ type: MailAnswerDto })
  async previewChange(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeSignatoryDto,
  ): Promise<MailAnswerDto> {
    return { mail: await this.mails.ofChange(id, body) };
  }

  @Get('signatories/:id/merger')
  @ApiOperation({ summary: 'Two signatories side by side, before they become one' })
  @ApiOkResponse({ type: MergerSidesDto })
  @ApiNotFoundResponse({ description: 'One of them does not exist' })
  async mergerSides(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { into }: MergerQuery,
    @CurrentStaff() staff: Staff,
  ): Promise<MergerSidesDto> {
    return this.sides.of(id, into, staff);
  }

  @Post('signatories/:id/merger')
  @MayWait()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Merge a signatory into another one; the address of the first then redirects to it',
  })
  @Versioned({ meanwhile: 'Someone has changed one of them since; says who' })
  @ApiOkResponse({ type: ChangedSignatoryDto })
  @ApiConflictResponse({ description: 'Not possible in this state' })
  @ApiUnprocessableEntityResponse({
    description: 'The one that stays is not public, or a pledge is not the other one’s',
  })
  async merge(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason = '', ...body }: MergeDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<ChangedSignatoryDto | ProposedDto> {
    return this.changed(await this.mergers.merge(id, { ...body, reason }, staff, seen), staff);
  }

  @Post('signatories/:id/merger/mail-preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'The mail that a merger would send, as it would go' })
  @ApiOkResponse({ type: MailAnswerDto })
  async previewMerger(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: MergeDto,
  ): Promise<MailAnswerDto> {
    return { mail: await this.mails.ofMerger(id, body) };
  }

  @Post('bulk/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'Preview a decision about several cases; nothing is changed' })
  @ApiOkResponse({ type: BulkReportDto })
  @ApiNotFoundResponse({ description: 'There is no such saved reply' })
  previewBulk(@Body() body: BulkDto, @CurrentStaff() staff: Staff): Promise<BulkReportDto> {
    return this.bulk.preview(body, staff);
  }

  @Post('bulk')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Decide on several cases at once, 50 at most; gives the result for each',
  })
  @ApiOkResponse({ type: BulkReportDto })
  @ApiNotFoundResponse({ description: 'There is no such saved reply' })
  @ApiPreconditionFailedResponse({ description: 'The saved reply was changed since the preview' })
  @ApiUnprocessableEntityResponse({
    description: 'Too many, one twice, or no reason of this decision',
  })
  runBulk(@Body() body: BulkDto, @CurrentStaff() staff: Staff): Promise<BulkReportDto> {
    return this.bulk.run(body, staff);
  }

  @Post('undo/:id')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Undo a decision, a change or a bulk run before its e-mails are sent: all of it, or nothing',
  })
  @ApiOkResponse({ type: UndoneDto })
  @ApiConflictResponse({ description: 'Too late' })
  @ApiPreconditionFailedResponse({
    description: 'Someone has continued from there; says who',
  })
  async takeBack(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<UndoneDto> {
    return { undone: await this.effects.takeBack(id, staff) };
  }

  private async changed(
    result: Omit<ChangedSignatoryDto, 'undo'> | ProposedDto,
    staff: Staff,
  ): Promise<ChangedSignatoryDto | ProposedDto> {
    if ('proposal' in result) return result;
    const { id, state, version } = result;
    return { id, state, version, undo: await this.cases.undoOf([id], staff) };
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import type { Staff } from '../access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../access/staff.guard.js';
import { DraftOf, SaveDraftDto, StaffDraftDto } from './drafts.dto.js';
import { StaffDrafts } from './drafts.service.js';

/**
 * A colleague's own unsent texts, which other colleagues cannot read. The URL names the colleague
 * for whom the page was opened, because another may have signed in since on a shared computer.
 */
@ApiTags('staff')
@ApiConflictResponse({ description: 'Another colleague is signed in by now' })
@Controller('api/v1/staff/drafts/:owner/:kind/:subject')
@ForStaff()
export class StaffDraftsController {
  constructor(private readonly drafts: StaffDrafts) {}

  @Get()
  @ApiOperation({ summary: 'What you wrote in a form and did not send' })
  @ApiOkResponse({ type: StaffDraftDto })
  @ApiUnprocessableEntityResponse({ description: 'There is no such form' })
  read(@Param() draft: DraftOf, @CurrentStaff() staff: Staff): Promise<StaffDraftDto> {
    return this.drafts.of(draft, staff);
  }

  @Put()
  @ApiOperation({ summary: 'Save the draft of a form' })
  @Versioned({
    seen: 'The version of the draft that the page holds; "0" for none',
    meanwhile: 'Another window has saved something newer',
  })
  @ApiOkResponse({ type: StaffDraftDto })
  keep(
    @Param() draft: DraftOf,
    @Body() { fields }: SaveDraftDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<StaffDraftDto> {
    return this.drafts.keep(draft, fields, staff, seen);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Discard the draft of a form' })
  @Versioned({
    seen: 'The version of the draft that the page holds',
    meanwhile: 'Another window has saved something newer',
  })
  @ApiNoContentResponse()
  @ApiUnprocessableEntityResponse({ description: 'There is no such form' })
  discard(
    @Param() draft: DraftOf,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    return this.drafts.discard(draft, staff, seen);
  }
}

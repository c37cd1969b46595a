import {
  Body,
  Controller,
  Delete,
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
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { PracticeEditing } from '../../register/practices/practice-editing.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { MayWait } from '../../accounts/four-eyes/may-wait.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import {
  EditedPracticeDto,
  EditPracticeDto,
  StaffPracticeRowsDto,
  StaffPracticesQuery,
  TakeDownDto,
} from './practices.dto.js';
import { StaffPractices } from './practices.service.js';

@ApiTags('staff')
@Controller('api/v1/staff/practices')
@ForStaff('reviewer', 'publisher')
export class StaffPracticesController {
  constructor(
    private readonly practices: StaffPractices,
    private readonly editing: PracticeEditing,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Good practices, whatever their state, the newest first' })
  @ApiOkResponse({ type: StaffPracticeRowsDto })
  list(@Query() query: StaffPracticesQuery): Promise<StaffPracticeRowsDto> {
    return this.practices.list(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A good practice with all that it says' })
  @ApiOkResponse({ type: EditedPracticeDto })
  @ApiNotFoundResponse()
  one(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentStaff() staff: Staff,
  ): Promise<EditedPracticeDto> {
    return this.practices.one(id, staff);
  }

  @Put(':id')
  @MayWait()
  @ForStaff('publisher')
  @ApiOperation({ summary: 'Change what a good practice says' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who and when' })
  @ApiOkResponse({ type: EditedPracticeDto })
  @ApiConflictResponse({ description: 'Nothing has changed' })
  @ApiUnprocessableEntityResponse({ description: 'Wrong fields, each with pointer and key' })
  async edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { content }: EditPracticeDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<EditedPracticeDto | ProposedDto> {
    const waiting = await this.editing.edit(id, content, staff, seen);
    return waiting ?? this.practices.one(id, staff);
  }

  @Post(':id/removal')
  @HttpCode(200)
  @ForStaff('publisher')
  @ApiOperation({ summary: 'Take down a good practice: it is no longer public' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who and when' })
  @ApiOkResponse({ type: EditedPracticeDto })
  @ApiConflictResponse({ description: 'It has already been taken down' })
  async takeDown(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reasonCode, reason }: TakeDownDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<EditedPracticeDto> {
    await this.editing.takeDown(id, reasonCode, reason, staff, seen);
    return this.practices.one(id, staff);
  }

  @Delete(':id/removal')
  @MayWait()
  @HttpCode(200)
  @ForStaff('publisher')
  @ApiOperation({ summary: 'Restore a good practice that was taken down' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who and when' })
  @ApiOkResponse({ type: EditedPracticeDto })
  @ApiConflictResponse({ description: 'It has not been taken down' })
  async restore(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<EditedPracticeDto | ProposedDto> {
    const waiting = await this.editing.restore(id, staff, seen);
    return waiting ?? this.practices.one(id, staff);
  }
}

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
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import {
  CloseHelplineReportDto,
  EditHelplineDto,
  HelplineChangeDto,
  HelplinesOverviewDto,
  StaffHelplineDto,
} from './helplines.dto.js';
import { HelplinesService } from './helplines.service.js';

/** All colleagues see the helplines and what readers report; administrators maintain them. */
@ApiTags('staff')
@Controller('api/v1/staff')
@ForStaff('administrator')
export class HelplinesController {
  constructor(private readonly helplines: HelplinesService) {}

  @Get('helplines')
  @ForStaff()
  @ApiOperation({ summary: 'Every helpline, and the reports of wrong numbers that are open' })
  @ApiOkResponse({ type: HelplinesOverviewDto })
  overview(): Promise<HelplinesOverviewDto> {
    return this.helplines.overview();
  }

  @Get('helplines/:id')
  @ForStaff()
  @ApiOperation({ summary: 'One helpline' })
  @ApiOkResponse({ type: StaffHelplineDto })
  @ApiNotFoundResponse()
  one(@Param('id', ParseUUIDPipe) id: string): Promise<StaffHelplineDto> {
    return this.helplines.one(id);
  }

  @Get('helplines/:id/history')
  @ForStaff()
  @ApiOperation({ summary: 'Who changed what in a helpline, newest first' })
  @ApiOkResponse({ type: [HelplineChangeDto] })
  history(@Param('id', ParseUUIDPipe) id: string): Promise<HelplineChangeDto[]> {
    return this.helplines.history(id);
  }

  @Post('helplines')
  @ApiOperation({ summary: 'Add a helpline' })
  @ApiCreatedResponse({ type: StaffHelplineDto })
  @ApiUnprocessableEntityResponse({
    description: 'Invalid fields, or the country already has this number',
  })
  add(@Body() body: EditHelplineDto, @CurrentStaff() staff: Staff): Promise<StaffHelplineDto> {
    return this.helplines.add(body, staff);
  }

  @Put('helplines/:id')
  @ApiOperation({ summary: 'Change a helpline' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who and when' })
  @ApiOkResponse({ type: StaffHelplineDto })
  @ApiNotFoundResponse()
  @ApiUnprocessableEntityResponse({
    description: 'Invalid fields, or the country already has this number',
  })
  change(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditHelplineDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<StaffHelplineDto> {
    return this.helplines.change(id, body, staff, seen);
  }

  @Post('helplines/:id/confirmation')
  @HttpCode(200)
  @ApiOperation({ summary: 'The source was read today and says the same' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who and when' })
  @ApiOkResponse({ type: StaffHelplineDto })
  @ApiNotFoundResponse()
  confirm(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<StaffHelplineDto> {
    return this.helplines.confirm(id, staff, seen);
  }

  @Delete('helplines/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a helpline' })
  @Versioned({ meanwhile: 'Someone has changed it since; says who and when' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse()
  async remove(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.helplines.remove(id, staff, seen);
  }

  @Post('helpline-reports/:id/closing')
  @HttpCode(204)
  @ApiOperation({ summary: "Close a report of a wrong number; the reader's text is deleted" })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ description: 'There is none, or a colleague has closed it' })
  async closeReport(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { outcome }: CloseHelplineReportDto,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.helplines.closeReport(id, outcome, staff);
  }
}

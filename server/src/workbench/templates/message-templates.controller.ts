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
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../../accounts/access/staff.guard.js';
import {
  AddedStartersDto,
  FilledTemplateDto,
  MessageTemplateDto,
  SavedMessageTemplateDto,
  TemplateLanguageDto,
  TemplateTextsDto,
  TemplateVariableDto,
} from './message-templates.dto.js';
import { MessageTemplatesService } from './message-templates.service.js';

@ApiTags('staff')
@Controller('api/v1/staff')
export class MessageTemplatesController {
  constructor(private readonly templates: MessageTemplatesService) {}

  @Get('submissions/:id/message-templates')
  @ForStaff('reviewer', 'publisher')
  @ApiOperation({ summary: 'The message templates filled in for this case' })
  @ApiOkResponse({ type: [FilledTemplateDto] })
  filled(@Param('id', ParseUUIDPipe) id: string): Promise<FilledTemplateDto[]> {
    return this.templates.filledFor(id);
  }

  @Get('message-templates/general')
  @ForStaff('reviewer', 'publisher')
  @ApiOperation({
    summary: 'The message templates that fit more than one case: bulk decisions and letters',
  })
  @ApiOkResponse({ type: [FilledTemplateDto] })
  general(@Query() { language, letter }: TemplateLanguageDto): Promise<FilledTemplateDto[]> {
    if (letter === 'each') return this.templates.unfilled(language);
    return letter === 'yes' ? this.templates.ofLetter(language) : this.templates.general(language);
  }

  @Get('message-templates')
  @ForStaff('administrator')
  @ApiOperation({ summary: 'The message templates' })
  @ApiOkResponse({ type: [SavedMessageTemplateDto] })
  list(): Promise<SavedMessageTemplateDto[]> {
    return this.templates.list();
  }

  @Get('message-templates/variables')
  @ForStaff('administrator')
  @ApiOperation({
    summary: 'The placeholders of message templates, with their values in the sample case',
  })
  @ApiOkResponse({ type: [TemplateVariableDto] })
  variables(): Promise<TemplateVariableDto[]> {
    return this.templates.variables();
  }

  @Post('message-templates/preview')
  @HttpCode(200)
  @ForStaff('administrator')
  @ApiOperation({
    summary: 'A message template filled in with a sample case, in each language; nothing is saved',
  })
  @ApiOkResponse({ type: TemplateTextsDto })
  @ApiUnprocessableEntityResponse({
    description: 'A text contains an unknown variable',
  })
  preview(@Body() body: TemplateTextsDto): Promise<TemplateTextsDto> {
    return this.templates.preview(body);
  }

  @Post('message-templates')
  @ForStaff('administrator')
  @ApiOperation({ summary: 'Add a message template' })
  @ApiCreatedResponse({ type: SavedMessageTemplateDto })
  @ApiUnprocessableEntityResponse({
    description: 'The name is taken, or a text contains an unknown variable',
  })
  add(
    @Body() body: MessageTemplateDto,
    @CurrentStaff() staff: Staff,
  ): Promise<SavedMessageTemplateDto> {
    return this.templates.add(body, staff.id);
  }

  @Post('message-templates/starters')
  @HttpCode(200)
  @ForStaff('administrator')
  @ApiOperation({ summary: 'Add the starters that are not there; nothing else is changed' })
  @ApiOkResponse({ type: AddedStartersDto })
  async addStarters(@CurrentStaff() staff: Staff): Promise<AddedStartersDto> {
    return { added: await this.templates.addStarters(staff) };
  }

  @Put('message-templates/:id')
  @ForStaff('administrator')
  @ApiOperation({ summary: 'Change a message template' })
  @Versioned({
    seen: 'The version that the administrator saw',
    meanwhile: 'Another administrator has changed it since; says who',
  })
  @ApiOkResponse({ type: SavedMessageTemplateDto })
  @ApiUnprocessableEntityResponse({
    description: 'The name is taken, or a text contains an unknown variable',
  })
  change(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: MessageTemplateDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<SavedMessageTemplateDto> {
    return this.templates.change(id, body, staff.id, seen);
  }

  @Delete('message-templates/:id')
  @HttpCode(204)
  @ForStaff('administrator')
  @ApiOperation({ summary: 'Remove a message template' })
  @Versioned({
    seen: 'The version that the administrator saw',
    meanwhile: 'Another administrator has changed it since; says who',
  })
  @ApiNoContentResponse()
  async remove(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<void> {
    await this.templates.remove(id, staff.id, seen);
  }
}

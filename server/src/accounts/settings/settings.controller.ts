import { Body, Controller, Get, Put } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import type { Staff } from '../access/staff.entity.js';
import { CurrentStaff, ForStaff } from '../access/staff.guard.js';
import { SettingsDto, VersionedSettingsDto } from './settings.dto.js';
import { defaultSettings } from '../../platform/settings/settings.js';
import { SettingsService } from '../../platform/settings/settings.service.js';

@ApiTags('staff')
@Controller('api/v1/staff/settings')
@ForStaff('administrator')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  @ApiOperation({ summary: 'What an administrator can set' })
  @ApiOkResponse({ type: VersionedSettingsDto })
  async read(): Promise<VersionedSettingsDto> {
    return { ...(await this.settings.read()), defaults: defaultSettings };
  }

  @Put()
  @ApiOperation({ summary: 'Change the settings, all at once' })
  @Versioned({
    seen: 'The version that the administrator saw',
    meanwhile: 'Another administrator changed them meanwhile; tells who',
  })
  @ApiOkResponse({ type: VersionedSettingsDto })
  @ApiUnprocessableEntityResponse({ description: 'Names each setting that is out of its range' })
  async change(
    @Body() body: SettingsDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<VersionedSettingsDto> {
    return {
      ...(await this.settings.change(
        { ...body, contactAddress: body.contactAddress ?? '', replyTo: body.replyTo ?? '' },
        staff.id,
        seen,
      )),
      defaults: defaultSettings,
    };
  }
}

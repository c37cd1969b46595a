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
import { FourEyesOff } from './four-eyes-off.js';
import { SettingsService } from '../../platform/settings/settings.service.js';

@ApiTags('staff')
@Controller('api/v1/staff/settings')
@ForStaff('administrator')
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly fourEyesOff: FourEyesOff,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What an administrator can set' })
  @ApiOkResponse({ type: VersionedSettingsDto })
  async read(): Promise<VersionedSettingsDto> {
    return { ...(await this.settings.read()), defaults: defaultSettings };
  }

  @Put()
  @ApiOperation({
    summary:
      'Change the settings, all at once; to turn four eyes off waits for a second administrator',
  })
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
    const { contactAddress = '', replyTo = '' } = body;
    const changed = await this.fourEyesOff.change(
      { ...body, contactAddress, replyTo },
      staff,
      seen,
    );
    return { ...changed, defaults: defaultSettings };
  }
}

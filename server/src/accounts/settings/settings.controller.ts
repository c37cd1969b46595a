import { Body, Controller, Get, Put } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import type { Staff } from '../access/staff.entity.js';
import { yearInStrasbourg } from '../../../../contract/clock.js';
import { CurrentStaff, ForStaff } from '../access/staff.guard.js';
import { SettingsDto, VersionedSettingsDto } from './settings.dto.js';
import { calculatedDays } from '../../platform/settings/working-calendar.js';
import { SettingsOfTwo } from './settings-of-two.js';
import {
  SettingsService,
  type VersionedSettings,
} from '../../platform/settings/settings.service.js';

@ApiTags('staff')
@Controller('api/v1/staff/settings')
@ForStaff('administrator')
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly settingsOfTwo: SettingsOfTwo,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The settings' })
  @ApiOkResponse({ type: VersionedSettingsDto })
  async read(): Promise<VersionedSettingsDto> {
    return this.present(await this.settings.read());
  }

  @Put()
  @ApiOperation({
    summary:
      'Change all settings at once; turning the four-eyes rule off, and telling the public who ' +
      'is silent, needs a second administrator',
  })
  @Versioned({
    seen: 'The version that the administrator saw',
    meanwhile: 'Another administrator has changed them since; says who',
  })
  @ApiOkResponse({ type: VersionedSettingsDto })
  @ApiUnprocessableEntityResponse({ description: 'Names each setting that is out of its range' })
  async change(
    @Body() body: SettingsDto,
    @IfMatch() seen: number,
    @CurrentStaff() staff: Staff,
  ): Promise<VersionedSettingsDto> {
    const { contactAddress = '', replyTo = '', silencePublicFrom = '' } = body;
    const { retentionSource = '', retentionOn = '', kitSource = '', kitOn = '' } = body;
    const { calendarSource = '', calendarOn = '', helplineSource = '', helplineOn = '' } = body;
    const sources = {
      retentionSource,
      retentionOn,
      kitSource,
      kitOn,
      calendarSource,
      calendarOn,
      helplineSource,
      helplineOn,
    };
    const closedDays = [...new Set(body.closedDays)].sort();
    const workingWeekdays = [...body.workingWeekdays].sort();
    return this.present(
      await this.settingsOfTwo.change(
        {
          ...{ ...body, ...sources, contactAddress, replyTo, silencePublicFrom },
          ...{ closedDays, workingWeekdays },
        },
        staff,
        seen,
      ),
    );
  }

  private present(found: VersionedSettings): VersionedSettingsDto {
    const year = yearInStrasbourg();
    const calculatedClosedDays = [year, year + 1].flatMap(calculatedDays).sort();
    return { ...found, defaults: this.settings.defaults, calculatedClosedDays };
  }
}

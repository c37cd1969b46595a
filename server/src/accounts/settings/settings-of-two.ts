import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireFourEyes } from '../../platform/settings/four-eyes.js';
import {
  SettingsService,
  type VersionedSettings,
} from '../../platform/settings/settings.service.js';
import type { Settings } from '../../platform/settings/settings.js';
import type { Staff } from '../access/staff.entity.js';
import { Proposals, type MayWaitFor } from '../four-eyes/proposals.service.js';

/**
 * Settings, of which one takes two: four eyes are turned off by two administrators, or by the only
 * account of an installation that is being set up. To turn them on takes one.
 */
@Injectable()
export class FourEyesOff {
  private readonly turnedOff: MayWaitFor<object, void>;

  constructor(
    private readonly database: DataSource,
    private readonly settings: SettingsService,
    proposals: Proposals,
  ) {
    this.turnedOff = proposals.define(
      'settings.four_eyes_off',
      async (manager, _, { staff, eyes }) => {
        if (!(await isAlone(manager))) await requireFourEyes(manager, { eyes });
        const { settings, version } = await this.settings.read(manager);
        await this.settings.changeInside(
          manager,
          { ...settings, fourEyes: false },
          staff.id,
          version,
        );
      },
      () => this.settings.forget(),
    );
  }

  /**
   * Changes all settings but that one at once.
   * @returns the settings as they are now: with four eyes on while that waits for a second
   *   administrator.
   * @throws Problem 412 when another administrator has changed them since version `seen`, 409 when
   *   that waits already; the other settings are changed then.
   */
  async change(wanted: Settings, staff: Staff, seen: number): Promise<VersionedSettings> {
    const { settings: before } = await this.settings.read();
    const turnsOff = before.fourEyes && !wanted.fourEyes;
    const changed = await this.settings.change(
      { ...wanted, fourEyes: wanted.fourEyes || before.fourEyes },
      staff.id,
      seen,
    );
    if (!turnsOff) return changed;
    await this.turnedOff({ subject: { kind: 'settings', id: null }, wanted: {}, staff });
    return this.settings.read(this.database.manager);
  }
}

/** Whether nobody else ever had an account here. */
async function isAlone(manager: EntityManager): Promise<boolean> {
  const [found] = await manager.query<{ people: number }[]>(
    'SELECT count(*)::int AS people FROM staff',
  );
  return found!.people === 1;
}

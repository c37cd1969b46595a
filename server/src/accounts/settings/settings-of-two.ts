import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireFourEyes } from '../../platform/settings/four-eyes.js';
import {
  SettingsService,
  type VersionedSettings,
} from '../../platform/settings/settings.service.js';
import type { Settings } from '../../platform/settings/settings.js';
import type { Staff } from '../access/staff.entity.js';
import { Proposals, type Acting, type MayWaitFor } from '../four-eyes/proposals.service.js';

/**
 * Settings, of which two take two administrators, or the only account of an installation that is
 * being set up: turning four eyes off, and telling the public who is silent, or telling it earlier.
 * The opposite takes one.
 */
@Injectable()
export class SettingsOfTwo {
  private readonly turnedOff: MayWaitFor<object, void>;
  private readonly silenceTold: MayWaitFor<{ from: string }, void>;

  constructor(
    private readonly database: DataSource,
    private readonly settings: SettingsService,
    proposals: Proposals,
  ) {
    const forget = () => this.settings.forget();
    this.turnedOff = proposals.define(
      'settings.four_eyes_off',
      (manager, _, acting) => this.set(manager, { fourEyes: false }, acting),
      forget,
    );
    this.silenceTold = proposals.define(
      'settings.silence_public',
      (manager, { from }, acting) => this.set(manager, { silencePublicFrom: from }, acting),
      forget,
    );
  }

  /**
   * Changes all settings but those two at once.
   * @returns the settings as they are now: with what takes two as it was, while that waits for a
   *   second administrator.
   * @throws Problem 412 when another administrator has changed them since version `seen`, 409 when
   *   that waits already; the other settings are changed then.
   */
  async change(wanted: Settings, staff: Staff, seen: number): Promise<VersionedSettings> {
    const { settings: before } = await this.settings.read();
    const turnsOff = before.fourEyes && !wanted.fourEyes;
    const tells = before.fourEyes && tellsMore(before.silencePublicFrom, wanted.silencePublicFrom);
    const changed = await this.settings.change(
      {
        ...wanted,
        fourEyes: wanted.fourEyes || before.fourEyes,
        silencePublicFrom: tells ? before.silencePublicFrom : wanted.silencePublicFrom,
      },
      staff.id,
      seen,
    );
    if (!turnsOff && !tells) return changed;
    const subject = { kind: 'settings', id: null };
    if (tells)
      await this.silenceTold({ subject, wanted: { from: wanted.silencePublicFrom }, staff });
    if (turnsOff) await this.turnedOff({ subject, wanted: {}, staff });
    return this.settings.read(this.database.manager);
  }

  private async set(
    manager: EntityManager,
    change: Partial<Settings>,
    { staff, eyes }: Acting,
  ): Promise<void> {
    if (!(await isAlone(manager))) await requireFourEyes(manager, { eyes });
    const { settings, version } = await this.settings.read(manager);
    await this.settings.changeInside(manager, { ...settings, ...change }, staff.id, version);
  }
}

/** Whether the public is told who is silent where it was not, or from an earlier day. */
function tellsMore(before: string, wanted: string): boolean {
  return wanted !== '' && (before === '' || wanted < before);
}

/** Whether nobody else ever had an account here. */
async function isAlone(manager: EntityManager): Promise<boolean> {
  const [found] = await manager.query<{ people: number }[]>(
    'SELECT count(*)::int AS people FROM staff',
  );
  return found!.people === 1;
}

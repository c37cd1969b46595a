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

/** The settings that decide whether and when the public sees which signatories are silent. */
type Silence = Pick<
  Settings,
  'silencePublicFrom' | 'silentDays' | 'reportGraceDays' | 'reportMonths'
>;

/**
 * Some settings need two administrators, or the only account of an installation that is being set
 * up: turning four eyes off, and showing the public which signatories are silent, or showing it
 * earlier. The opposite needs one.
 */
@Injectable()
export class SettingsOfTwo {
  private readonly turnedOff: MayWaitFor<object, void>;
  private readonly silenceTold: MayWaitFor<Silence, void>;

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
      (manager, wanted, acting) => this.set(manager, silenceOf(wanted), acting),
      forget,
    );
  }

  /**
   * Changes all other settings at once.
   * @returns the current settings; those that need two people keep their values until a second
   *   administrator confirms.
   * @throws Problem 412 when another administrator has changed them since version `seen`, 409 when
   *   such a change is pending already; the other settings are changed then.
   */
  async change(wanted: Settings, staff: Staff, seen: number): Promise<VersionedSettings> {
    let [turnsOff, tells] = [false, false];
    const changed = await this.settings.change(
      (before) => {
        turnsOff = before.fourEyes && !wanted.fourEyes;
        tells = before.fourEyes && tellsMore(before, wanted);
        return {
          ...wanted,
          fourEyes: wanted.fourEyes || before.fourEyes,
          ...(tells && silenceOf(before)),
        };
      },
      staff.id,
      seen,
    );
    if (!turnsOff && !tells) return changed;
    const subject = { kind: 'settings', id: null };
    if (tells) await this.silenceTold({ subject, wanted: silenceOf(wanted), staff });
    if (turnsOff) await this.turnedOff({ subject, wanted: {}, staff });
    return this.settings.read(this.database.manager);
  }

  private async set(
    manager: EntityManager,
    change: Partial<Settings>,
    { staff, eyes }: Acting,
  ): Promise<void> {
    if (!(await isAlone(manager))) await requireFourEyes(manager, { eyes });
    const { version } = await this.settings.read(manager);
    const decide = (before: Settings) => ({ ...before, ...change });
    await this.settings.changeInside(manager, decide, staff.id, version);
  }
}

const silenceOf = ({
  silencePublicFrom,
  silentDays,
  reportGraceDays,
  reportMonths,
}: Silence): Silence => ({ silencePublicFrom, silentDays, reportGraceDays, reportMonths });

/** Whether the public would start to see silent signatories, or see them earlier. */
function tellsMore(before: Silence, wanted: Silence): boolean {
  if (wanted.silencePublicFrom === '') return false;
  return (
    before.silencePublicFrom === '' ||
    wanted.silencePublicFrom < before.silencePublicFrom ||
    wanted.silentDays < before.silentDays ||
    wanted.reportGraceDays < before.reportGraceDays ||
    wanted.reportMonths < before.reportMonths
  );
}

/** Whether this is the only account that ever existed here. */
async function isAlone(manager: EntityManager): Promise<boolean> {
  const [found] = await manager.query<{ people: number }[]>(
    'SELECT count(*)::int AS people FROM staff',
  );
  return found!.people === 1;
}

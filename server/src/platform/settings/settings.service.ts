import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireVersion } from '../http/if-match.js';
import { bumpRegisterVersion } from './register-version.js';
import { EventsService } from '../events/events.service.js';
import { AppContext } from '../database/app-context.js';
import { keepFrom, retentionSettings } from './retention-periods.js';
import { defaultSettingsIn, type Settings } from './settings.js';

export interface VersionedSettings {
  settings: Settings;
  version: number;
}

interface Row {
  value: Partial<Settings>;
  version: number;
}

/** Values that may be personal: the trail records that they changed, but not from what to what. */
const untold: ReadonlySet<keyof Settings> = new Set([
  'contactAddress',
  'replyTo',
  'knownSource',
  'retentionSource',
  'kitSource',
  'calendarSource',
  'helplineSource',
]);

/** A change of a setting, as recorded in the trail. */
function told(name: keyof Settings, before: Settings, wanted: Settings): object {
  return untold.has(name) ? {} : { from: before[name], to: wanted[name] };
}

/** Lists are equal when they hold the same items in the same order. */
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Whether public pages show a setting. */
const isPublic = (name: keyof Settings): boolean =>
  name === 'contactAddress' ||
  /^(known|keep|retention|kit|helplineMonths|reportMonths|reportGraceDays)/.test(name);

/** How long an instance may use cached settings after a change on another instance. */
const freshFor = 2_000;

/**
 * Settings that any module can read and only administrators change. They are a single row, so that
 * two concurrent changes cannot mix.
 */
@Injectable()
export class SettingsService {
  private remembered: { settings: Settings; at: number } | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
    private readonly context: AppContext,
  ) {}

  /** The values before the first change. */
  get defaults(): Settings {
    return defaultSettingsIn(this.context.config);
  }

  /**
   * Cheap: from memory, at most two seconds old. Use `inside` when a decision depends on the value.
   */
  async current(): Promise<Settings> {
    if (!this.remembered || Date.now() - this.remembered.at > freshFor)
      await this.remember(this.database.manager);
    return this.remembered!.settings;
  }

  /** The current settings as this transaction sees them. */
  async inside(manager: EntityManager): Promise<Settings> {
    return (await this.read(manager)).settings;
  }

  async read(manager: EntityManager = this.database.manager): Promise<VersionedSettings> {
    const [row] = await manager.query<Row[]>(
      `SELECT value, version FROM setting WHERE key = 'settings'`,
    );
    return { settings: { ...this.defaults, ...row?.value }, version: row?.version ?? 0 };
  }

  /**
   * @param decide computes the new settings from the current ones, which are locked.
   * @throws Problem 412 when another administrator has changed them since version `seen`; nothing
   *   changes then.
   */
  async change(
    decide: (before: Settings) => Settings,
    staffId: string,
    seen: number,
  ): Promise<VersionedSettings> {
    const changed = await this.database.transaction((manager) =>
      this.changeInside(manager, decide, staffId, seen),
    );
    await this.remember(this.database.manager);
    return changed;
  }

  /** Inside a transaction, after which `forget` is called. @throws Problem as `change`. */
  async changeInside(
    manager: EntityManager,
    decide: (before: Settings) => Settings,
    staffId: string,
    seen: number,
  ): Promise<VersionedSettings> {
    // Before the first change there is no row to lock.
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('settings'))`);
    const { settings: before, version } = await this.read(manager);
    if (version !== seen) requireVersion(version, seen, await this.lastChange(manager));
    const wanted = decide(before);
    const names = (Object.keys(wanted) as (keyof Settings)[]).filter(
      (name) => !isSame(wanted[name], before[name]),
    );
    if (names.length === 0) return { settings: before, version };
    await manager.query(
      `INSERT INTO setting (key, value, version) VALUES ('settings', $1, 1)
         ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, version = setting.version + 1`,
      [wanted],
    );
    for (const name of retentionSettings(names))
      await keepFrom(manager, name, { from: before[name], to: wanted[name] });
    if (names.some(isPublic)) await bumpRegisterVersion(manager, 'beside the list');
    await this.events.append(manager, {
      actor: { kind: 'staff', id: staffId },
      action: 'settings.change',
      subject: { kind: 'settings', id: null },
      details: {
        changes: Object.fromEntries(names.map((name) => [name, told(name, before, wanted)])),
      },
    });
    return { settings: wanted, version: version + 1 };
  }

  /** Makes the next `current` read them again. */
  forget(): void {
    this.remembered = undefined;
  }

  private async remember(manager: EntityManager): Promise<void> {
    this.remembered = { settings: await this.inside(manager), at: Date.now() };
  }

  private async lastChange(
    manager: EntityManager,
  ): Promise<{ at: Date; by: string | null; action: string }> {
    const [row] = await manager.query<{ at: Date; by: string | null }[]>(
      `SELECT e.at, s.name AS by FROM event e LEFT JOIN staff s ON s.id = e.actor_id
        WHERE e.action = 'settings.change' ORDER BY e.seq DESC LIMIT 1`,
    );
    return { at: row?.at ?? new Date(), by: row?.by ?? null, action: 'settings.change' };
  }
}

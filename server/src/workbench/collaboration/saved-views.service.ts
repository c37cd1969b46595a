import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { Problem } from '../../platform/http/problem.js';
import { check } from '../../platform/http/validation.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { SavedViewDto, SaveViewDto } from './collaboration.dto.js';
import { QueueQuery } from '../queue/queue.dto.js';

/** Named filters of the queue, private or shared with every colleague. */
@Injectable()
export class SavedViewsService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  list(staff: Staff, manager: EntityManager = this.database.manager): Promise<SavedViewDto[]> {
    return manager.query<SavedViewDto[]>(
      `SELECT v.id, v.name, v.query, v.shared,
        json_build_object('id', s.id, 'name', s.name) AS owner,
              (v.staff_id = $1 OR (v.shared AND $2)) AS removable
       FROM saved_view v JOIN staff s ON s.id = v.staff_id WHERE v.staff_id = $1 OR v.shared
       ORDER BY v.shared, v.name COLLATE "und-x-icu", v.id LIMIT 500`,
      [staff.id, staff.roles.includes('administrator')],
    );
  }

  /**
   * @throws Problem 409 when the name is taken or there are too many, 422 for filters that the
   * queue does not know.
   */
  async save({ name, query, shared }: SaveViewDto, staff: Staff): Promise<SavedViewDto[]> {
    const filters = await requireFilters(query);
    return this.database.transaction(async (manager) => {
      // Locks the colleague's row, so that two simultaneous saves cannot exceed the limit.
      await manager.query('SELECT 1 FROM staff WHERE id = $1 FOR NO KEY UPDATE', [staff.id]);
      const [{ count }] = (await manager.query(
        'SELECT count(*)::int AS count FROM saved_view WHERE staff_id = $1',
        [staff.id],
      )) as [{ count: number }];
      if (count >= limits.savedViews) {
        throw new Problem(409, 'too-many-views', `At most ${limits.savedViews} saved views.`, {
          max: limits.savedViews,
        });
      }
      const id = uuidv7();
      await insert(manager, [id, staff.id, name, filters, shared]);
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'view.save',
        subject: { kind: 'saved_view', id },
        details: { filters: [...new URLSearchParams(filters).keys()], shared },
      });
      return this.list(staff, manager);
    });
  }

  /**
   * @throws Problem 403 for a shared view of another colleague, unless an administrator asks; 404
   *   for another colleague's private view.
   */
  async remove(id: string, staff: Staff): Promise<void> {
    await this.database.transaction(async (manager) => {
      const view = (await this.list(staff, manager)).find((one) => one.id === id);
      if (!view) throw Problem.notFound();
      if (!view.removable)
        throw new Problem(
          403,
          'not-allowed',
          'Only its owner or an administrator removes a shared view.',
        );
      await manager.query('DELETE FROM saved_view WHERE id = $1', [id]);
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'view.remove',
        subject: { kind: 'saved_view', id },
        details: { shared: view.shared, owner: view.owner.id },
      });
    });
  }
}

/**
 * Validates the queue filters and normalises their spelling. The list position (`after`) is
 * dropped, because it is not a filter.
 */
async function requireFilters(query: string): Promise<string> {
  const given = new URLSearchParams(query);
  given.delete('after');
  const { errors } = await check(QueueQuery, Object.fromEntries(given));
  if (errors.length > 0)
    throw Problem.invalid([
      {
        pointer: '/query',
        key: 'isQueueQuery',
        params: {},
        detail: 'must be filters of the queue',
      },
    ]);
  return given.toString().replaceAll('%2C', ',');
}

async function insert(manager: EntityManager, values: unknown[]): Promise<void> {
  try {
    await manager.query(
      'INSERT INTO saved_view (id, staff_id, name, query, shared) VALUES ($1, $2, $3, $4, $5)',
      values,
    );
  } catch (error) {
    if (
      error instanceof QueryFailedError &&
      (error.driverError as { constraint?: string }).constraint === 'saved_view_name'
    ) {
      throw new Problem(409, 'view-exists', 'You have a view of this name already.');
    }
    throw error;
  }
}

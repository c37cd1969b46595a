import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Action } from './pact.entity.js';

/**
 * The Pact's content as the form and the review need it; the public pages read it through their own
 * views.
 */
@Injectable()
export class PactService {
  /**
   * Pillar and code of every action at the last read. A new release may add actions while we run;
   * none is ever removed.
   */
  private known = new Set<string>();

  /** The codes among `codes` that are not actions of this pillar. */
  async unknownActions(
    manager: EntityManager,
    pillarCode: string,
    codes: string[],
  ): Promise<string[]> {
    const unknown = () => codes.filter((code) => !this.known.has(`${pillarCode} ${code}`));
    if (unknown().length > 0) {
      const actions = await manager.find(Action, { select: { code: true, pillarCode: true } });
      this.known = new Set(actions.map((action) => `${action.pillarCode} ${action.code}`));
    }
    return unknown();
  }
}

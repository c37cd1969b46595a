import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Action } from './pact.entity.js';

/** The Pact's content as the form and the review need it; the public pages read it through their own views. */
@Injectable()
export class PactService {
  /** The codes among `codes` that are not actions of this pillar. */
  async unknownActions(manager: EntityManager, pillarCode: string, codes: string[]): Promise<string[]> {
    const actions = await manager.find(Action, { where: { pillarCode }, select: { code: true } });
    const known = new Set(actions.map((action) => action.code));
    return codes.filter((code) => !known.has(code));
  }
}

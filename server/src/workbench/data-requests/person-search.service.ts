import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HeldService } from './held.service.js';
import { MentionsService } from './mentions.service.js';
import type { HeldDto } from './person.dto.js';

/**
 * Finds the person of a data request, by a proven address or by a name in signers, contacts and
 * texts.
 */
@Injectable()
export class PersonSearch {
  constructor(
    private readonly database: DataSource,
    private readonly held: HeldService,
    private readonly mentions: MentionsService,
  ) {}

  async find(email: string | null, name: string | null): Promise<HeldDto> {
    const { manager } = this.database;
    const none = { mails: 0, newsletter: false, follows: 0, errorReports: 0, takesPart: 0 };
    if (email === null)
      return {
        ...none,
        cases: [],
        mentions: await this.mentions.find(manager, {
          names: name === null ? [] : [name],
          email,
          phones: [],
        }),
      };
    const held = await this.held.look(manager, email);
    const traces = await this.held.traces(
      manager,
      held.cases.map(({ id }) => id),
      email,
    );
    return {
      ...held,
      mentions: await this.mentions.find(
        manager,
        name === null ? traces : { ...traces, names: [...traces.names, name] },
      ),
    };
  }
}

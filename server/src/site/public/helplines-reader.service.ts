import { Injectable } from '@nestjs/common';
import type { HelplineDto } from './helplines.dto.js';
import { OncePerVersion } from './once-per-version.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';

/**
 * Every helpline that the public may see. Each page shows some, so they are read once a version.
 */
@Injectable()
export class HelplinesReader {
  private readonly lines: OncePerVersion<HelplineDto[]>;

  constructor(
    private readonly database: PublicDatabase,
    clock: RegisterClock,
  ) {
    this.lines = new OncePerVersion(clock, () => this.read());
  }

  /** By country; within one, lines for children first and whatever is uncertain last. */
  all(): Promise<HelplineDto[]> {
    return this.lines.get();
  }

  async of(country: string | undefined): Promise<HelplineDto[]> {
    const lines = await this.all();
    return country === undefined ? lines : lines.filter((line) => line.country === country);
  }

  private read(): Promise<HelplineDto[]> {
    return this.database.query<HelplineDto>(
      `SELECT id, country_code AS country, number, name, audiences, min_age AS "minAge",
        max_age AS "maxAge",
              hours, chat, languages, cost, link, source,
              to_char(checked_on, 'YYYY-MM-DD') AS "checkedOn", certain
       FROM public_helpline
       ORDER BY country_code, certain DESC, NOT 'children' = ANY(audiences), length(number),
         number`,
    );
  }
}

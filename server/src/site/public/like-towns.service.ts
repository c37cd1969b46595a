import { Injectable } from '@nestjs/common';
import type { Language } from '../../../../contract/languages.js';
import { likeSize } from '../../../../contract/town-sizes.js';
import { limits } from '../../platform/config/limits.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';
import { collation, nameSql } from './name-order.js';
import type { SignatorySummaryDto } from './public.dto.js';
import { PublicDatabase } from './public-database.js';
import { summaryColumns } from './register-query.js';

/** Towns of about the same size that finished an action, for officers who are to begin it. */
export interface LikeTowns {
  /** From and to how many inhabitants. */
  from: number;
  to: number;
  towns: SignatorySummaryDto[];
  /** Whether there are further ones. */
  more: boolean;
}

/** Finds towns of a similar size, ordered by name, because this is not a ranking. */
@Injectable()
export class LikeTownsService {
  constructor(private readonly database: PublicDatabase) {}

  async finished(action: string, inhabitants: number, language: Language): Promise<LikeTowns> {
    const from = Math.ceil(inhabitants / likeSize);
    const to = inhabitants * likeSize;
    // Any number may be asked for, and none has an index, so it never holds up other pages.
    const rows = await this.database.apart<Omit<SignatorySummaryDto, 'slug'>>(
      `SELECT ${summaryColumns} FROM public_signatory s
       WHERE s.kind = 'municipality' AND s.population BETWEEN $1 AND $2
         AND s.id IN (SELECT p.signatory_id FROM public_pledge p
           WHERE p.action_code = $3 AND p.progress = 'done')
       ORDER BY ${nameSql(language, 's')} COLLATE ${collation(language)}, s.id LIMIT $4`,
      [from, to, action, limits.pageSize + 1],
    );
    const towns = rows
      .slice(0, limits.pageSize)
      .map((row) => ({ ...row, slug: signatorySlug(row.id, row.names.en) }));
    return { from, to, towns, more: rows.length > limits.pageSize };
  }
}

import { Injectable } from '@nestjs/common';
import { mostCompared } from '../../../../contract/comparison.js';
import type { SignatoryDto } from './public.dto.js';
import { isPublicId } from './public.controller.js';
import { RegisterReader } from './register-reader.service.js';

/** The signatories that stand side by side, and how many of those asked for do not. */
export interface Comparison {
  towns: SignatoryDto[];
  /** Not on the register. Unknown, withdrawn and erased are not distinguished. */
  leftOut: number;
  /** More than fit side by side. */
  tooMany: number;
}

/** Puts a few signatories side by side. */
@Injectable()
export class ComparisonService {
  constructor(private readonly reader: RegisterReader) {}

  /** One that was merged is the signatory that it was merged into; twice the same is once. */
  async of(asked: readonly string[]): Promise<Comparison> {
    const ids = [...new Set(asked)];
    const chosen = ids.filter(isPublicId).slice(0, mostCompared);
    const tooMany = ids.filter(isPublicId).length - chosen.length;
    const towns = await this.reader.signatories(chosen);
    const missing = chosen.filter((id) => !towns.some((town) => town.id === id));
    const merged = await Promise.all(missing.map((id) => this.reader.merged(id)));
    const into = merged.flatMap((one) => (one ? [one.id] : []));
    const others = into.filter((id) => !towns.some((town) => town.id === id));
    const survivors = others.length > 0 ? await this.reader.signatories(others) : [];
    const shown = [...towns, ...survivors];
    // The entry it was merged into may itself have left the register since.
    const foundInto = into.filter((id) => shown.some((town) => town.id === id));
    const leftOut = ids.length - tooMany - towns.length - foundInto.length;
    return { towns: shown, leftOut, tooMany };
  }
}

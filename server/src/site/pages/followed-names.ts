import { Injectable } from '@nestjs/common';
import type { Followed } from '../../../../contract/follows.js';
import { regionNames } from '../../../../contract/language-formats.js';
import { nameIn, wordsIn, type Language } from '../../../../contract/languages.js';
import type { FollowedPage } from '../../../../contract/pages.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';
import { CountriesService } from '../public/countries.service.js';
import { PactReader } from '../public/pact-reader.service.js';
import { isPublicId } from '../public/public.controller.js';
import { RegisterReader } from '../public/register-reader.service.js';

/** The subject that a reader can follow, with its name and its page; null if it is not public. */
@Injectable()
export class FollowedNames {
  constructor(
    private readonly reader: RegisterReader,
    private readonly countries: CountriesService,
    private readonly pact: PactReader,
  ) {}

  async of(language: Language, { kind, key }: Followed): Promise<FollowedPage | null> {
    if (kind === 'signatory') return this.signatory(language, key);
    if (kind === 'country') return this.country(language, key);
    return kind === 'action' ? this.action(language, key) : null;
  }

  /**
   * A signatory that left: nobody can begin to follow it, but its feed stays, for those who do to
   * read that it left.
   */
  async left(language: Language, { kind, key }: Followed): Promise<FollowedPage | null> {
    const isOne = kind === 'signatory' && isPublicId(key);
    const found = isOne ? await this.reader.withdrawn(key) : null;
    if (!found) return null;
    const path = signatoryPath('', key, found.names.en).slice(1);
    return { id: '', kind, key, label: nameIn(language, found.names), path };
  }

  private async signatory(language: Language, key: string): Promise<FollowedPage | null> {
    const found = isPublicId(key) ? await this.reader.signatory(key) : null;
    if (!found) return null;
    const path = `/signatories/${found.slug}`;
    return { id: '', kind: 'signatory', key, label: nameIn(language, found.names), path };
  }

  private async country(language: Language, key: string): Promise<FollowedPage | null> {
    if (!/^[A-Z]{2}$/.test(key) || !(await this.countries.one(key))) return null;
    const label = regionNames(language).of(key) ?? key;
    return { id: '', kind: 'country', key, label, path: `/countries/${key}` };
  }

  private async action(language: Language, key: string): Promise<FollowedPage | null> {
    const all = (await this.pact.pillars()).flatMap(({ actions, retired }) => [
      ...actions,
      ...retired,
    ]);
    const found = all.find(({ code }) => code === key);
    if (!found) return null;
    const path = `/pact/${key.replace('.', '/')}`;
    return { id: '', kind: 'action', key, label: wordsIn(language, found.wording), path };
  }
}

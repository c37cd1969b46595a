import type { Facts } from '../../../../contract/facts.js';
import type { AuthorityKind } from '../../../../contract/kinds.js';

/** A new authority. Missing values are empty. */
export interface NewAuthority extends Partial<Facts> {
  kind: AuthorityKind;
  countryCode: string;
  region: string;
  nameOfficial: string;
  nameOfficialLanguage: string;
  nameEn: string;
  nameFr: string;
  latitude: number | null;
  longitude: number | null;
  wikidataId?: string | null;
  officialCode?: string | null;
  district?: string;
  jointSignatories?: string[];
  demo: boolean;
}

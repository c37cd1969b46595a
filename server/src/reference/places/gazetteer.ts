import { gazetteerMonth } from '../../../../contract/gazetteer.js';
import { dateFormat } from '../../../../contract/language-formats.js';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** A populated place of a member state, as GeoNames has it (CC BY 4.0, geonames.org). */
export interface GazetteerPlace {
  /** GeoNames' own number of the place. */
  id: number;
  countryCode: string;
  /** The first-level admin unit, in English. */
  region: string;
  /** Inhabitants; 0 where it is not known. */
  population: number;
  latitude: number;
  longitude: number;
  nameOfficial: string;
  /** Empty where English, or French, calls it by its official name. */
  nameEn: string;
  nameFr: string;
  /** Other languages' names and old ones, for searching only. */
  others: string[];
  /** Whether it is the seat of its region. */
  seat: boolean;
  /** The official code of its municipality; empty if unknown. */
  municipalityCode: string;
}

/** How old its data is, in English and French. */
export const [gazetteerDate, gazetteerDateFr] = ['en', 'fr'].map((language) =>
  dateFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(gazetteerMonth),
  ),
) as [string, string];

const file = new URL('./places.tsv.br', import.meta.url);

/** The edition of the gazetteer that ships with this program; changes whenever the file does. */
export async function gazetteerEdition(): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
    .slice(0, 16);
}

/** All places of the member states. The file is made by server/scripts/make-places.mjs. */
export async function readGazetteer(): Promise<GazetteerPlace[]> {
  const text = (await promisify(brotliDecompress)(await readFile(file))).toString('utf8');
  return text.split('\n').map(toPlace);
}

function toPlace(line: string): GazetteerPlace {
  const [
    id,
    countryCode,
    region,
    population,
    latitude,
    longitude,
    nameOfficial,
    nameEn,
    nameFr,
    others,
    seat,
    municipalityCode,
  ] = line.split('\t') as string[] & {
    length: 12;
  };
  return {
    id: Number(id),
    countryCode: countryCode!,
    region: region!,
    population: Number(population),
    latitude: Number(latitude),
    longitude: Number(longitude),
    nameOfficial: nameOfficial!,
    nameEn: nameEn!,
    nameFr: nameFr!,
    others: others ? others.split('|') : [],
    seat: seat === '1',
    municipalityCode: municipalityCode!,
  };
}

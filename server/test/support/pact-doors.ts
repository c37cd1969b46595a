/** Access to the routes of the Pact's screen: for readers and for administrators. */
export const pactDoors = <Who>(reading: readonly Who[], writing: readonly Who[]) => ({
  'GET /api/v1/staff/pact': reading,
  'GET /api/v1/staff/pact/versions/{number}': reading,
  'PUT /api/v1/staff/pact/draft': writing,
  'DELETE /api/v1/staff/pact/draft': writing,
  'POST /api/v1/staff/pact/publication': writing,
  'PUT /api/v1/staff/pact/versions/{number}/approval': writing,
  'DELETE /api/v1/staff/pact/versions/{number}/approval': writing,
});

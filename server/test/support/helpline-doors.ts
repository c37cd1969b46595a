/** Access to the routes of the helplines' screen: for readers and for administrators. */
export const helplineDoors = <Who>(reading: readonly Who[], keeping: readonly Who[]) => ({
  'GET /api/v1/staff/helplines': reading,
  'GET /api/v1/staff/helplines/{id}': reading,
  'GET /api/v1/staff/helplines/{id}/history': reading,
  'POST /api/v1/staff/helplines': keeping,
  'PUT /api/v1/staff/helplines/{id}': keeping,
  'POST /api/v1/staff/helplines/{id}/confirmation': keeping,
  'DELETE /api/v1/staff/helplines/{id}': keeping,
  'POST /api/v1/staff/helpline-reports/{id}/closing': keeping,
});

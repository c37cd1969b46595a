/** Who may come in at the doors of the content desk. */
export const siteTextDoors = <Who>(keeping: readonly Who[]) => ({
  'GET /api/v1/staff/texts': keeping,
  'GET /api/v1/staff/texts/{language}/{key}': keeping,
  'PUT /api/v1/staff/texts/{language}/{key}': keeping,
  'DELETE /api/v1/staff/texts/{language}/{key}': keeping,
  'POST /api/v1/staff/texts/{language}/{key}/preview': keeping,
});

/** Who may use each route of the editor of texts. */
export const siteTextDoors = <Who>(keeping: readonly Who[]) => ({
  'GET /api/v1/staff/texts': keeping,
  'GET /api/v1/staff/texts/{language}/{key}': keeping,
  'PUT /api/v1/staff/texts/{language}/{key}': keeping,
  'DELETE /api/v1/staff/texts/{language}/{key}': keeping,
  'POST /api/v1/staff/texts/{language}/{key}/preview': keeping,
  'GET /api/v1/staff/translations': keeping,
  'GET /api/v1/staff/translations/{language}/xliff': keeping,
  'POST /api/v1/staff/translations/{language}/xliff/check': keeping,
  'POST /api/v1/staff/translations/{language}/xliff': keeping,
  'PUT /api/v1/staff/translations/{language}/review': keeping,
  'DELETE /api/v1/staff/translations/{language}/review': keeping,
});

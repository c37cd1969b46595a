/** How old the gazetteer's data is, by its own words (decision 10; contract/sources.json). */
export const gazetteerMonth = '2020-03';

/**
 * The 46 member states of the Council of Europe (since 16 March 2022, when Russia ceased to be
 * one). ISO 3166-1 alpha-2.
 */
export const memberStates = (
  'AD AL AM AT AZ BA BE BG CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT LI LT LU LV ' +
  'MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM TR UA'
).split(' ');

/**
 * Every officially assigned code of ISO 3166-1. Names are never stored: `Intl.DisplayNames` has
 * them in every language (CLDR).
 */
export const isoCountries = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO ' +
  'BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL ' +
  'CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU ' +
  'GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP ' +
  'KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC ' +
  'MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO ' +
  'NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT ' +
  'PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ ' +
  'TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA ' +
  'UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ');

/**
 * Territories of member states with their own code, and the European states that are not members.
 */
const nearMembers = (
  'AX AW BL BQ BY CW FO GF GG GI GL GP IM JE MF MQ NC PF PM RE RU SJ SX VA WF YT AI BM FK ' +
  'GS IO KY MS PN SH TC VG TF BV'
).split(' ');

/**
 * Whether a country is outside Europe and no part of a member state: why an authority joins from
 * there has to be said.
 */
export function isFarCountry(code: string): boolean {
  return isoCountries.includes(code) && !memberStates.includes(code) && !nearMembers.includes(code);
}

/** The order of lists of countries: member states first, then by what they are called. */
export function membersFirst(one: string, other: string): number {
  return Number(memberStates.includes(other)) - Number(memberStates.includes(one));
}

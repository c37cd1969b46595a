import type { Schemas } from '../../api/client.ts';

/** The settings as they stand in the fields: text, and one day a line. */
export type TypedSettings = Record<string, string>;

export function typedOf(settings: Schemas['SettingsDto']): TypedSettings {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join('\n') : String(value),
    ]),
  );
}

/** The input as sent to the server, which checks it. An invalid number is sent as null. */
export function settingsOf(typed: TypedSettings, fourEyes: boolean): Schemas['SettingsDto'] {
  const text = (name: string) => typed[name] ?? '';
  const figure = (name: string) => Number(typed[name] || NaN);
  return {
    fourEyes,
    dueWorkingDays: figure('dueWorkingDays'),
    overdueWorkingDays: figure('overdueWorkingDays'),
    answerWorkingDays: figure('answerWorkingDays'),
    workingWeekdays: linesOf(text('workingWeekdays')).map(Number),
    closedDays: linesOf(text('closedDays')),
    calendarSource: text('calendarSource'),
    calendarOn: text('calendarOn'),
    contactAddress: text('contactAddress'),
    replyTo: text('replyTo'),
    reportMonths: figure('reportMonths'),
    reportGraceDays: figure('reportGraceDays'),
    silentDays: figure('silentDays'),
    silencePublicFrom: text('silencePublicFrom'),
    knownSignatories: figure('knownSignatories'),
    knownCountries: figure('knownCountries'),
    knownSource: text('knownSource'),
    knownOn: text('knownOn'),
    keepDraftDays: figure('keepDraftDays'),
    keepUnconfirmedDays: figure('keepUnconfirmedDays'),
    keepEndedCaseDays: figure('keepEndedCaseDays'),
    keepSentMailDays: figure('keepSentMailDays'),
    keepFailedMailDays: figure('keepFailedMailDays'),
    retentionSource: text('retentionSource'),
    retentionOn: text('retentionOn'),
    kitSource: text('kitSource'),
    kitOn: text('kitOn'),
    helplineMonths: figure('helplineMonths'),
    helplineSource: text('helplineSource'),
    helplineOn: text('helplineOn'),
  };
}

/** The lines of a text that hold something. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

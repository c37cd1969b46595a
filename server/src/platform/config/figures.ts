import { numberFormat } from '../../../../contract/language-formats.js';
import { limits } from './limits.js';

interface Figure {
  value: number;
  unit?: 'month' | 'day' | 'hour' | 'minute' | 'megabyte';
}

const megabytes = (bytes: number): Figure => ({ value: bytes / 1024 / 1024, unit: 'megabyte' });

/** The figures that administrators can set. */
export interface Terms {
  keepDraftDays: number;
  helplineMonths: number;
  reportMonths: number;
  reportGraceDays: number;
}

/** The limits that texts mention. Each is a placeholder of the same name in every mail and page. */
function figuresOf({ keepDraftDays, helplineMonths, reportMonths, reportGraceDays }: Terms) {
  return {
    draftTime: { value: keepDraftDays, unit: 'day' },
    signatureTime: { value: limits.signatureDays, unit: 'day' },
    formTime: { value: limits.formMinutes, unit: 'minute' },
    confirmTime: { value: limits.confirmHours, unit: 'hour' },
    handOverTime: { value: limits.handOverHours, unit: 'hour' },
    invitationTime: { value: limits.invitationHours, unit: 'hour' },
    caseLinkTime: { value: limits.caseLinkMinutes, unit: 'minute' },
    passwordLinkTime: { value: limits.passwordLinkMinutes / 60, unit: 'hour' },
    errorReportTime: { value: limits.errorReportProofDays, unit: 'day' },
    subscriberTime: { value: limits.unconfirmedSubscriberDays, unit: 'day' },
    lookBackTime: { value: limits.lookBackDays, unit: 'day' },
    recentTime: { value: limits.recentDays, unit: 'day' },
    documentSize: megabytes(limits.documentBytes),
    documentCount: { value: limits.documentsPerSubmission },
    attachmentCount: { value: limits.attachmentsAtOnce },
    pictureSize: megabytes(limits.newsImageBytes),
    pictureSide: { value: limits.newsImagePixels },
    certificatePictureSide: { value: limits.certificatePicturePixels },
    sheetSize: megabytes(limits.sheetBytes),
    sheetUnpackedSize: megabytes(limits.sheetUnpacked.bytes),
    sheetRows: { value: limits.sheetRows },
    sheetColumns: { value: limits.sheetColumns },
    countryReasonMax: { value: limits.countryReasonLength },
    helplineTime: { value: helplineMonths, unit: 'month' },
    reportTime: { value: reportMonths, unit: 'month' },
    reportGraceTime: { value: reportGraceDays, unit: 'day' },
    lettersAlone: { value: limits.lettersAlone },
    passwordMin: { value: limits.passwordLength },
    keyMin: { value: limits.idempotencyKeyLength.min },
    keyMax: { value: limits.idempotencyKeyLength.max },
  } satisfies Record<string, Figure>;
}

export type Figures = Record<keyof ReturnType<typeof figuresOf>, string>;

/**
 * The figures as a language writes them, with the unit in the form that agrees with the number: "30
 * days", "30 днів", "10 Mo".
 */
export function figuresIn(language: string, terms: Terms): Figures {
  const written = Object.entries<Figure>(figuresOf(terms)).map(([name, { value, unit }]) => {
    const style = unit
      ? ({ style: 'unit', unit, unitDisplay: unit === 'megabyte' ? 'short' : 'long' } as const)
      : {};
    return [name, numberFormat(language, { maximumFractionDigits: 1, ...style }).format(value)];
  });
  return Object.fromEntries(written) as Figures;
}

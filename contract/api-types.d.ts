import type { components } from './schema.js';

export type Schemas = components['schemas'];
export type SignatoryProfile = Schemas['SignatoryProfileDto'];
/** A signatory as it is today, without what happened to it. */
export type Signatory = Omit<SignatoryProfile, 'history'>;
export type SignatorySummary = Schemas['SignatorySummaryDto'];
export type SignatoryList = Schemas['SignatoryListDto'];
export type Figures = Schemas['FiguresDto'];
export type RegisterMap = Schemas['MapDto'];
export type PublicFile = Schemas['PublicFileDto'];
export type Place = Schemas['PlaceDto'];
export type Pillar = Schemas['PillarDto'];
export type PactVersion = Schemas['PactVersionDto'];
export type PillarCode = Pillar['code'];
export type Names = Schemas['NamesDto'];
export type Action = Schemas['ActionDto'];
export type Counts = Schemas['CountsDto'];
export type Country = Schemas['CountryDto'];
export type ActionFigures = Schemas['ActionFiguresDto'];
export type PillarFigure = Schemas['PillarFigureDto'];
export type ProgressCounts = Schemas['ProgressCountsDto'];
export type Kept = Schemas['KeptDto'];
export type RegisterFigures = Schemas['RegisterFiguresDto'];
export type PublicRound = Schemas['PublicRoundDto'];
export type PublicRoundRow = Schemas['PublicRoundRowDto'];
export type Practice = Schemas['PracticePageDto'];
export type PracticeList = Schemas['PracticeListDto'];
export type Submission = Schemas['ApplicantSubmissionDto'];

export type Helpline = Schemas['HelplineDto'];
export type NewsItem = Schemas['NewsItemDto'];
export type NewsArticle = Schemas['NewsArticleDto'];
export type Snapshot = Schemas['SnapshotDto'];

export type Remark = Schemas['RemarkDto'];
export type FollowUp = Schemas['FollowUpDto'];

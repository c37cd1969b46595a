import type { NewsArticle, NewsItem, Signatory } from './api-types.js';
import type { FieldError, FollowedPage, LinkPage } from './page-parts.js';

/** Pages on which readers follow news or report something. */
export interface ReaderPages {
  /** "Something is wrong here", about one entry. */
  ErrorReport: {
    signatory: Pick<Signatory, 'slug' | 'names' | 'countryCode'>;
    values: { what: string; words: string; name: string; email: string };
    errors: FieldError[];
    sent: boolean;
    problem: string | null;
  };
  ErrorReportConfirm: LinkPage & { done: boolean };
  Follow: {
    thing: FollowedPage;
    values: { email: string };
    errors: FieldError[];
    sent: boolean;
    problem: string | null;
  };
  FollowConfirm: LinkPage & { done: boolean };
  /** `done`: what was stopped just now. */
  FollowManage: { token: string; things: FollowedPage[]; done: 'one' | 'all' | null };
  HelpReport: {
    values: { country: string; number: string; remark: string };
    errors: FieldError[];
    sent: boolean;
    problem: string | null;
  };
  News: { news: NewsItem[]; next: string | null; first: boolean };
  Article: { article: NewsArticle; others: NewsItem[] };
  Newsletter: {
    values: { email: string };
    errors: FieldError[];
    sent: boolean;
    problem: string | null;
  };
  NewsletterConfirm: LinkPage & { done: boolean };
  NewsletterLeave: { token: string; done: boolean };
  LettersLeave: { token: string; outcome: 'asked' | 'done' | 'gone' };
}

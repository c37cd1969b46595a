import { fetched } from './fetched.ts';

/**
 * The pages of the workbench. The first one to be opened does not wait for the others; they are
 * fetched as soon as the browser has nothing else to do.
 */
export const pages = {
  AcceptInvitation: fetched(() => import('./account/AcceptInvitation.vue')),
  AccountPage: fetched(() => import('./account/AccountPage.vue')),
  ChangePassword: fetched(() => import('./account/ChangePassword.vue')),
  ColleaguesPage: fetched(() => import('./account/ColleaguesPage.vue')),
  ConfirmAddress: fetched(() => import('./account/ConfirmAddress.vue')),
  ForgottenPassword: fetched(() => import('./account/ForgottenPassword.vue')),
  NewPassword: fetched(() => import('./account/NewPassword.vue')),
  ProviderReturn: fetched(() => import('./account/ProviderReturn.vue')),
  SetUpApp: fetched(() => import('./account/SetUpApp.vue')),
  SetUpPasskey: fetched(() => import('./account/SetUpPasskey.vue')),
  CalendarPage: fetched(() => import('./queue/CalendarPage.vue')),
  CasePage: fetched(() => import('./cases/CasePage.vue')),
  TextPage: fetched(() => import('./content/TextPage.vue')),
  TextsPage: fetched(() => import('./content/TextsPage.vue')),
  TranslationPage: fetched(() => import('./content/TranslationPage.vue')),
  TranslationsPage: fetched(() => import('./content/TranslationsPage.vue')),
  DataRequestsPage: fetched(() => import('./data-requests/DataRequestsPage.vue')),
  ErrorReportPage: fetched(() => import('./error-reports/ErrorReportPage.vue')),
  ErrorReportsPage: fetched(() => import('./error-reports/ErrorReportsPage.vue')),
  FigureRowsPage: fetched(() => import('./figures/FigureRowsPage.vue')),
  FiguresPage: fetched(() => import('./figures/FiguresPage.vue')),
  PlenaryPage: fetched(() => import('./figures/PlenaryPage.vue')),
  ReportPage: fetched(() => import('./figures/ReportPage.vue')),
  HelplinePage: fetched(() => import('./helplines/HelplinePage.vue')),
  HelplinesPage: fetched(() => import('./helplines/HelplinesPage.vue')),
  SearchPage: fetched(() => import('./home/SearchPage.vue')),
  ImportPage: fetched(() => import('./imports/ImportPage.vue')),
  ImportsPage: fetched(() => import('./imports/ImportsPage.vue')),
  MailingPage: fetched(() => import('./mailings/MailingPage.vue')),
  MailingsPage: fetched(() => import('./mailings/MailingsPage.vue')),
  MailStatusPage: fetched(() => import('./messages/MailStatusPage.vue')),
  TemplatePage: fetched(() => import('./messages/TemplatePage.vue')),
  TemplatesPage: fetched(() => import('./messages/TemplatesPage.vue')),
  ArticlePage: fetched(() => import('./news/ArticlePage.vue')),
  ArticlesPage: fetched(() => import('./news/ArticlesPage.vue')),
  NewsletterPage: fetched(() => import('./newsletter/NewsletterPage.vue')),
  PactDraftPage: fetched(() => import('./pact/PactDraftPage.vue')),
  PactPage: fetched(() => import('./pact/PactPage.vue')),
  PaperEntriesPage: fetched(() => import('./paper-entries/PaperEntriesPage.vue')),
  PaperEntryPage: fetched(() => import('./paper-entries/PaperEntryPage.vue')),
  PracticePage: fetched(() => import('./practices/PracticePage.vue')),
  PracticesPage: fetched(() => import('./practices/PracticesPage.vue')),
  ProposalsPage: fetched(() => import('./proposals/ProposalsPage.vue')),
  QueuePage: fetched(() => import('./queue/QueuePage.vue')),
  PledgesPage: fetched(() => import('./register/PledgesPage.vue')),
  SignatoryFilePage: fetched(() => import('./register/SignatoryFilePage.vue')),
  HistoryPage: fetched(() => import('./register/HistoryPage.vue')),
  MergerPage: fetched(() => import('./register/MergerPage.vue')),
  RegisterPage: fetched(() => import('./register/RegisterPage.vue')),
  SignatoryPage: fetched(() => import('./register/SignatoryPage.vue')),
  ReportingPage: fetched(() => import('./reporting/ReportingPage.vue')),
  ReportingSignatoryPage: fetched(() => import('./reporting/ReportingSignatoryPage.vue')),
  RoundPage: fetched(() => import('./rounds/RoundPage.vue')),
  RoundsPage: fetched(() => import('./rounds/RoundsPage.vue')),
  SettingsPage: fetched(() => import('./settings/SettingsPage.vue')),
  TrailPage: fetched(() => import('./trail/TrailPage.vue')),
};

/** Fetches every page, so that the next one opens at once, and after an update as well. */
export function fetchPages(): void {
  const fetchAll = () => Object.values(pages).map((fetch) => fetch().catch(() => undefined));
  if ('requestIdleCallback' in window) requestIdleCallback(fetchAll, { timeout: 10_000 });
  else setTimeout(fetchAll, 3_000);
}

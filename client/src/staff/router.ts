import {
  createRouter,
  createWebHistory,
  START_LOCATION,
  type RouteLocation,
  type RouteLocationNormalized,
  type Router,
} from 'vue-router';
import { onRefused } from '../api/client.ts';
import { useSession, type Account } from '../stores/session.ts';
import { isByLink, isOnTheWay, ownPath } from './account/own-path.ts';
import { missingPage, NotFetched } from './fetched.ts';
import { fetchPages, pages } from './pages.ts';
import SecondStep from './account/SecondStep.vue';
import HomePage from './home/HomePage.vue';
import NotFound from './NotFound.vue';
import SignIn from './account/SignIn.vue';

/** Full paths, so that the home page is /staff itself and not /staff/. */
const routes = [
  {
    path: '/staff',
    name: 'home',
    component: HomePage,
    // The queue was here: its addresses in bookmarks, saved links and old mails still lead to it.
    beforeEnter: ({ query }: RouteLocationNormalized) =>
      Object.keys(query).length === 0 || { name: 'queue', query },
  },
  { path: '/staff/cases', name: 'queue', component: pages.QueuePage },
  { path: '/staff/search', name: 'search', component: pages.SearchPage },
  {
    path: '/staff/notices',
    name: 'notices',
    redirect: ({ query }: RouteLocation) => ({
      name: 'account',
      query: { notices: query['token'] ?? '' },
    }),
  },
  { path: '/staff/sign-in', name: 'sign-in', component: SignIn },
  { path: '/staff/sign-in/second-step', name: 'second-step', component: SecondStep },
  { path: '/staff/sign-in/provider', name: 'provider-return', component: pages.ProviderReturn },
  { path: '/staff/invitation', name: 'invitation', component: pages.AcceptInvitation },
  {
    path: '/staff/forgotten-password',
    name: 'forgotten-password',
    component: pages.ForgottenPassword,
  },
  { path: '/staff/new-password', name: 'new-password', component: pages.NewPassword },
  { path: '/staff/address', name: 'new-address', component: pages.ConfirmAddress },
  { path: '/staff/account', name: 'account', component: pages.AccountPage },
  { path: '/staff/colleagues', name: 'colleagues', component: pages.ColleaguesPage },
  { path: '/staff/authenticator', name: 'set-up-app', component: pages.SetUpApp },
  { path: '/staff/passkey', name: 'set-up-passkey', component: pages.SetUpPasskey },
  { path: '/staff/password', name: 'password', component: pages.ChangePassword },
  { path: '/staff/cases/:id', name: 'case', component: pages.CasePage, props: true },
  { path: '/staff/waiting', name: 'proposals', component: pages.ProposalsPage },
  { path: '/staff/paper', name: 'paper-entries', component: pages.PaperEntriesPage },
  { path: '/staff/paper/:id', name: 'paper-entry', component: pages.PaperEntryPage, props: true },
  { path: '/staff/error-reports', name: 'error-reports', component: pages.ErrorReportsPage },
  {
    path: '/staff/error-reports/:id',
    name: 'error-report',
    component: pages.ErrorReportPage,
    props: true,
  },
  { path: '/staff/calendar', name: 'calendar', component: pages.CalendarPage },
  { path: '/staff/figures', name: 'figures', component: pages.FiguresPage },
  { path: '/staff/figures/rows', name: 'figure-rows', component: pages.FigureRowsPage },
  {
    path: '/staff/reports/:year(\\d{4})',
    name: 'report',
    component: pages.ReportPage,
    props: true,
  },
  { path: '/staff/plenary-list', name: 'plenary', component: pages.PlenaryPage },
  { path: '/staff/reporting', name: 'reporting', component: pages.ReportingPage },
  {
    path: '/staff/reporting/:id',
    name: 'reporting-signatory',
    component: pages.ReportingSignatoryPage,
    props: true,
  },
  { path: '/staff/trail', name: 'trail', component: pages.TrailPage },
  { path: '/staff/mails', name: 'mails', component: pages.MailStatusPage },
  { path: '/staff/rounds', name: 'rounds', component: pages.RoundsPage },
  { path: '/staff/rounds/:id', name: 'round', component: pages.RoundPage, props: true },
  { path: '/staff/mailings', name: 'mailings', component: pages.MailingsPage },
  { path: '/staff/mailings/:id', name: 'mailing', component: pages.MailingPage, props: true },
  { path: '/staff/news', name: 'articles', component: pages.ArticlesPage },
  { path: '/staff/news/new', name: 'new-article', component: pages.ArticlePage },
  { path: '/staff/news/:id', name: 'article', component: pages.ArticlePage, props: true },
  { path: '/staff/newsletter', name: 'newsletter', component: pages.NewsletterPage },
  { path: '/staff/register', name: 'register', component: pages.RegisterPage },
  { path: '/staff/register/:id', name: 'signatory', component: pages.SignatoryPage, props: true },
  {
    path: '/staff/register/:id/file',
    name: 'signatory-file',
    component: pages.SignatoryFilePage,
    props: true,
  },
  {
    path: '/staff/register/:id/pledges',
    name: 'pledges',
    component: pages.PledgesPage,
    props: true,
  },
  {
    path: '/staff/register/:id/history',
    name: 'history',
    component: pages.HistoryPage,
    props: true,
  },
  { path: '/staff/practices', name: 'practices', component: pages.PracticesPage },
  { path: '/staff/practices/:id', name: 'practice', component: pages.PracticePage, props: true },
  { path: '/staff/register/:id/merger', name: 'merger', component: pages.MergerPage, props: true },
  { path: '/staff/imports', name: 'imports', component: pages.ImportsPage },
  { path: '/staff/imports/:id', name: 'import', component: pages.ImportPage, props: true },
  { path: '/staff/data-requests', name: 'dataRequests', component: pages.DataRequestsPage },
  { path: '/staff/persons', redirect: { name: 'dataRequests' } },
  { path: '/staff/helplines', name: 'helplines', component: pages.HelplinesPage },
  { path: '/staff/helplines/new', name: 'new-helpline', component: pages.HelplinePage },
  { path: '/staff/helplines/:id', name: 'helpline', component: pages.HelplinePage, props: true },
  { path: '/staff/pact', name: 'pact', component: pages.PactPage },
  { path: '/staff/pact/draft', name: 'pact-draft', component: pages.PactDraftPage },
  { path: '/staff/templates', name: 'templates', component: pages.TemplatesPage },
  { path: '/staff/templates/new', name: 'new-template', component: pages.TemplatePage },
  { path: '/staff/templates/:id', name: 'template', component: pages.TemplatePage, props: true },
  { path: '/staff/texts', name: 'texts', component: pages.TextsPage },
  { path: '/staff/texts/:language/:textKey', name: 'text', component: pages.TextPage, props: true },
  { path: '/staff/translations', name: 'translations', component: pages.TranslationsPage },
  {
    path: '/staff/translations/:language',
    name: 'translation',
    component: pages.TranslationPage,
    props: true,
  },
  { path: '/staff/settings', name: 'settings', component: pages.SettingsPage },
  { path: '/staff/:rest(.*)*', name: 'not-found', component: NotFound },
];

/** The page of each remaining sign-in step. */
const stepPages: Record<NonNullable<Account['step']>, string[]> = {
  second_factor: ['second-step'],
  password: ['password'],
  enrol: ['set-up-app', 'set-up-passkey'],
};

/** The workbench's routes. An incomplete sign-in is redirected to the page of its next step. */
export function createStaffRouter(): Router {
  const router = createRouter({
    history: createWebHistory('/'),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  });

  router.beforeEach(async (to) => {
    const session = useSession();
    if (!session.known && !(await session.load())) return false;
    if (isByLink(to.name)) return true;
    if (!session.account)
      return to.name === 'sign-in' ? true : { name: 'sign-in', query: returnQuery(to) };
    const { step } = session.account;
    if (step)
      return stepPages[step].includes(String(to.name))
        ? true
        : { name: stepPages[step][0]!, query: returnQuery(to) };
    return to.name === 'sign-in' || to.name === 'second-step'
      ? ownPath(router, to.query['return'])
      : true;
  });

  router.onError((error, to, from) => {
    if (!(error instanceof NotFetched)) return;
    if (from === START_LOCATION) useSession().failure = error;
    // Input on this page is kept until the colleague decides to leave it.
    else missingPage.value = { path: to.fullPath, problem: error };
  });
  router.afterEach((_to, _from, failure) => {
    if (!failure) missingPage.value = null;
  });
  void router.isReady().then(fetchPages, () => undefined);

  onRefused((problem) => {
    const current = router.currentRoute.value;
    if (problem.status === 401) useSession().expire();
    if (current === START_LOCATION || current.name === 'sign-in') return;
    // The page's session data is outdated, so it is reloaded to find the missing step.
    if (problem.status === 403)
      void useSession()
        .load()
        .then(() => router.replace({ path: current.path, query: current.query, force: true }));
    else void router.push({ name: 'sign-in', query: returnQuery(current) });
  });
  return router;
}

/** The page to return to. During sign-in, the original destination is kept. */
function returnQuery(route: RouteLocationNormalized): Record<string, string> {
  const given = route.query['return'];
  if (typeof given === 'string') return { return: given };
  if (isOnTheWay(route.name)) return {};
  return route.name === 'home' && route.fullPath === '/staff' ? {} : { return: route.fullPath };
}

import {
  createRouter,
  createWebHistory,
  START_LOCATION,
  type RouteLocation,
  type RouteLocationNormalized,
  type Router,
} from 'vue-router';
import { onRefused } from '../api/client.ts';
import ArticlePage from './news/ArticlePage.vue';
import ArticlesPage from './news/ArticlesPage.vue';
import { useSession, type Account } from '../stores/session.ts';
import { isByLink, isOnTheWay, ownPath } from './account/own-path.ts';
import AcceptInvitation from './account/AcceptInvitation.vue';
import AccountPage from './account/AccountPage.vue';
import ColleaguesPage from './account/ColleaguesPage.vue';
import ForgottenPassword from './account/ForgottenPassword.vue';
import ConfirmAddress from './account/ConfirmAddress.vue';
import NewPassword from './account/NewPassword.vue';
import ProviderReturn from './account/ProviderReturn.vue';
import SecondStep from './account/SecondStep.vue';
import SetUpApp from './account/SetUpApp.vue';
import SetUpPasskey from './account/SetUpPasskey.vue';
import CasePage from './cases/CasePage.vue';
import ChangePassword from './account/ChangePassword.vue';
import FigureRowsPage from './figures/FigureRowsPage.vue';
import FiguresPage from './figures/FiguresPage.vue';
import ProposalsPage from './proposals/ProposalsPage.vue';
import PaperEntriesPage from './paper-entries/PaperEntriesPage.vue';
import PaperEntryPage from './paper-entries/PaperEntryPage.vue';
import HelplinePage from './helplines/HelplinePage.vue';
import HelplinesPage from './helplines/HelplinesPage.vue';
import PactDraftPage from './pact/PactDraftPage.vue';
import PactPage from './pact/PactPage.vue';
import MailStatusPage from './messages/MailStatusPage.vue';
import MergerPage from './register/MergerPage.vue';
import NewsletterPage from './newsletter/NewsletterPage.vue';
import HomePage from './home/HomePage.vue';
import SearchPage from './home/SearchPage.vue';
import NotFound from './NotFound.vue';
import DataRequestsPage from './data-requests/DataRequestsPage.vue';
import QueuePage from './queue/QueuePage.vue';
import ReportPage from './figures/ReportPage.vue';
import HistoryPage from './register/HistoryPage.vue';
import ImportPage from './imports/ImportPage.vue';
import ImportsPage from './imports/ImportsPage.vue';
import PracticePage from './practices/PracticePage.vue';
import PracticesPage from './practices/PracticesPage.vue';
import RegisterPage from './register/RegisterPage.vue';
import SignatoryPage from './register/SignatoryPage.vue';
import TextPage from './content/TextPage.vue';
import TextsPage from './content/TextsPage.vue';
import TranslationPage from './content/TranslationPage.vue';
import TranslationsPage from './content/TranslationsPage.vue';
import SettingsPage from './settings/SettingsPage.vue';
import SignIn from './account/SignIn.vue';
import TemplatePage from './messages/TemplatePage.vue';
import TemplatesPage from './messages/TemplatesPage.vue';
import TrailPage from './trail/TrailPage.vue';

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
  { path: '/staff/cases', name: 'queue', component: QueuePage },
  { path: '/staff/search', name: 'search', component: SearchPage },
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
  { path: '/staff/sign-in/provider', name: 'provider-return', component: ProviderReturn },
  { path: '/staff/invitation', name: 'invitation', component: AcceptInvitation },
  { path: '/staff/forgotten-password', name: 'forgotten-password', component: ForgottenPassword },
  { path: '/staff/new-password', name: 'new-password', component: NewPassword },
  { path: '/staff/address', name: 'new-address', component: ConfirmAddress },
  { path: '/staff/account', name: 'account', component: AccountPage },
  { path: '/staff/colleagues', name: 'colleagues', component: ColleaguesPage },
  { path: '/staff/authenticator', name: 'set-up-app', component: SetUpApp },
  { path: '/staff/passkey', name: 'set-up-passkey', component: SetUpPasskey },
  { path: '/staff/password', name: 'password', component: ChangePassword },
  { path: '/staff/cases/:id', name: 'case', component: CasePage, props: true },
  { path: '/staff/waiting', name: 'proposals', component: ProposalsPage },
  { path: '/staff/paper', name: 'paper-entries', component: PaperEntriesPage },
  { path: '/staff/paper/:id', name: 'paper-entry', component: PaperEntryPage, props: true },
  { path: '/staff/figures', name: 'figures', component: FiguresPage },
  { path: '/staff/figures/rows', name: 'figure-rows', component: FigureRowsPage },
  { path: '/staff/reports/:year(\\d{4})', name: 'report', component: ReportPage, props: true },
  { path: '/staff/trail', name: 'trail', component: TrailPage },
  { path: '/staff/mails', name: 'mails', component: MailStatusPage },
  { path: '/staff/news', name: 'articles', component: ArticlesPage },
  { path: '/staff/news/new', name: 'new-article', component: ArticlePage },
  { path: '/staff/news/:id', name: 'article', component: ArticlePage, props: true },
  { path: '/staff/newsletter', name: 'newsletter', component: NewsletterPage },
  { path: '/staff/register', name: 'register', component: RegisterPage },
  { path: '/staff/register/:id', name: 'signatory', component: SignatoryPage, props: true },
  { path: '/staff/register/:id/history', name: 'history', component: HistoryPage, props: true },
  { path: '/staff/practices', name: 'practices', component: PracticesPage },
  { path: '/staff/practices/:id', name: 'practice', component: PracticePage, props: true },
  { path: '/staff/register/:id/merger', name: 'merger', component: MergerPage, props: true },
  { path: '/staff/imports', name: 'imports', component: ImportsPage },
  { path: '/staff/imports/:id', name: 'import', component: ImportPage, props: true },
  { path: '/staff/data-requests', name: 'dataRequests', component: DataRequestsPage },
  { path: '/staff/persons', redirect: { name: 'dataRequests' } },
  { path: '/staff/helplines', name: 'helplines', component: HelplinesPage },
  { path: '/staff/helplines/new', name: 'new-helpline', component: HelplinePage },
  { path: '/staff/helplines/:id', name: 'helpline', component: HelplinePage, props: true },
  { path: '/staff/pact', name: 'pact', component: PactPage },
  { path: '/staff/pact/draft', name: 'pact-draft', component: PactDraftPage },
  { path: '/staff/templates', name: 'templates', component: TemplatesPage },
  { path: '/staff/templates/new', name: 'new-template', component: TemplatePage },
  { path: '/staff/templates/:id', name: 'template', component: TemplatePage, props: true },
  { path: '/staff/texts', name: 'texts', component: TextsPage },
  { path: '/staff/texts/:language/:textKey', name: 'text', component: TextPage, props: true },
  { path: '/staff/translations', name: 'translations', component: TranslationsPage },
  {
    path: '/staff/translations/:language',
    name: 'translation',
    component: TranslationPage,
    props: true,
  },
  { path: '/staff/settings', name: 'settings', component: SettingsPage },
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

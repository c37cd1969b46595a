import { createRouter, createWebHistory, START_LOCATION, type LocationQueryValue, type RouteLocationNormalized, type Router } from 'vue-router';
import { onRefused } from '../../api/client.ts';
import ArticlePage from './ArticlePage.vue';
import ArticlesPage from './ArticlesPage.vue';
import { useSession, type Account } from '../../stores/session.ts';
import AcceptInvitation from './account/AcceptInvitation.vue';
import AccountPage from './account/AccountPage.vue';
import ColleaguesPage from './account/ColleaguesPage.vue';
import ForgottenPassword from './account/ForgottenPassword.vue';
import NewPassword from './account/NewPassword.vue';
import ProviderReturn from './account/ProviderReturn.vue';
import SecondStep from './account/SecondStep.vue';
import SetUpApp from './account/SetUpApp.vue';
import SetUpPasskey from './account/SetUpPasskey.vue';
import CasePage from './CasePage.vue';
import ChangePassword from './ChangePassword.vue';
import FigureRowsPage from './FigureRowsPage.vue';
import FiguresPage from './FiguresPage.vue';
import PaperEntriesPage from './paper/PaperEntriesPage.vue';
import PaperEntryPage from './paper/PaperEntryPage.vue';
import MailsPage from './MailsPage.vue';
import MergerPage from './MergerPage.vue';
import NewsletterPage from './NewsletterPage.vue';
import NotFound from './NotFound.vue';
import PersonsPage from './PersonsPage.vue';
import QueuePage from './QueuePage.vue';
import ReportPage from './ReportPage.vue';
import HistoryPage from './HistoryPage.vue';
import ImportPage from './ImportPage.vue';
import ImportsPage from './ImportsPage.vue';
import RegisterPage from './RegisterPage.vue';
import SignatoryPage from './SignatoryPage.vue';
import SettingsPage from './SettingsPage.vue';
import SignIn from './SignIn.vue';
import TemplatePage from './TemplatePage.vue';
import TemplatesPage from './TemplatesPage.vue';
import TrailPage from './TrailPage.vue';

/** The paths are whole, so that the queue is /staff itself and not /staff/. */
const routes = [
  { path: '/staff', name: 'queue', component: QueuePage },
  { path: '/staff/sign-in', name: 'sign-in', component: SignIn },
  { path: '/staff/sign-in/second-step', name: 'second-step', component: SecondStep },
  { path: '/staff/sign-in/provider', name: 'provider-return', component: ProviderReturn },
  { path: '/staff/invitation', name: 'invitation', component: AcceptInvitation },
  { path: '/staff/forgotten-password', name: 'forgotten-password', component: ForgottenPassword },
  { path: '/staff/new-password', name: 'new-password', component: NewPassword },
  { path: '/staff/account', name: 'account', component: AccountPage },
  { path: '/staff/colleagues', name: 'colleagues', component: ColleaguesPage },
  { path: '/staff/authenticator', name: 'set-up-app', component: SetUpApp },
  { path: '/staff/passkey', name: 'set-up-passkey', component: SetUpPasskey },
  { path: '/staff/password', name: 'password', component: ChangePassword },
  { path: '/staff/cases/:id', name: 'case', component: CasePage, props: true },
  { path: '/staff/paper', name: 'paper-entries', component: PaperEntriesPage },
  { path: '/staff/paper/:id', name: 'paper-entry', component: PaperEntryPage, props: true },
  { path: '/staff/figures', name: 'figures', component: FiguresPage },
  { path: '/staff/figures/rows', name: 'figure-rows', component: FigureRowsPage },
  { path: '/staff/reports/:year(\\d{4})', name: 'report', component: ReportPage, props: true },
  { path: '/staff/trail', name: 'trail', component: TrailPage },
  { path: '/staff/mails', name: 'mails', component: MailsPage },
  { path: '/staff/news', name: 'articles', component: ArticlesPage },
  { path: '/staff/news/new', name: 'new-article', component: ArticlePage },
  { path: '/staff/news/:id', name: 'article', component: ArticlePage, props: true },
  { path: '/staff/newsletter', name: 'newsletter', component: NewsletterPage },
  { path: '/staff/register', name: 'register', component: RegisterPage },
  { path: '/staff/register/:id', name: 'signatory', component: SignatoryPage, props: true },
  { path: '/staff/register/:id/history', name: 'history', component: HistoryPage, props: true },
  { path: '/staff/register/:id/merger', name: 'merger', component: MergerPage, props: true },
  { path: '/staff/imports', name: 'imports', component: ImportsPage },
  { path: '/staff/imports/:id', name: 'import', component: ImportPage, props: true },
  { path: '/staff/persons', name: 'persons', component: PersonsPage },
  { path: '/staff/templates', name: 'templates', component: TemplatesPage },
  { path: '/staff/templates/new', name: 'new-template', component: TemplatePage },
  { path: '/staff/templates/:id', name: 'template', component: TemplatePage, props: true },
  { path: '/staff/settings', name: 'settings', component: SettingsPage },
  { path: '/staff/:rest(.*)*', name: 'not-found', component: NotFound },
];

/** Where each step of signing in that is still missing is taken. */
const stepPages: Record<NonNullable<Account['step']>, string[]> = {
  second_factor: ['second-step'],
  password: ['password'],
  enrol: ['set-up-app', 'set-up-passkey'],
};

/** The workbench's pages. Nobody who is not wholly signed in comes past the page of the next step. */
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
    if (!session.account) return to.name === 'sign-in' ? true : { name: 'sign-in', query: returnQuery(to) };
    const { step } = session.account;
    if (step) return stepPages[step].includes(String(to.name)) ? true : { name: stepPages[step][0]!, query: returnQuery(to) };
    return to.name === 'sign-in' || to.name === 'second-step' ? ownPath(router, to.query['return']) : true;
  });

  onRefused((problem) => {
    const current = router.currentRoute.value;
    if (problem.status === 401) useSession().expire();
    if (current === START_LOCATION || current.name === 'sign-in') return;
    // What this page knows of the session is old: the newest says which step is missing.
    if (problem.status === 403)
      void useSession()
        .load()
        .then(() => router.replace({ path: current.path, query: current.query, force: true }));
    else void router.push({ name: 'sign-in', query: returnQuery(current) });
  });
  return router;
}

/** Where to go back to; already being on the way keeps the first aim. */
function returnQuery(route: RouteLocationNormalized): Record<string, string> {
  const given = route.query['return'];
  if (typeof given === 'string') return { return: given };
  if (isOnTheWay(route.name)) return {};
  return route.name === 'queue' && route.fullPath === '/staff' ? {} : { return: route.fullPath };
}

/** The page to return to when it is one of ours, else the queue: an address in a link must not lead elsewhere. */
export function ownPath(router: Router, wanted: LocationQueryValue | LocationQueryValue[] | undefined): string {
  if (typeof wanted !== 'string' || !/^\/staff(?:[/?]|$)/.test(wanted) || wanted.includes('\\')) return '/staff';
  const { name } = router.resolve(wanted);
  return name === undefined || isOnTheWay(name) ? '/staff' : wanted;
}

function isOnTheWay(name: unknown): boolean {
  return name === 'sign-in' || name === 'second-step' || isByLink(name);
}

/** Opened from a mail or by the provider, or on the way to one: nobody is signed in yet. */
function isByLink(name: unknown): boolean {
  return name === 'provider-return' || name === 'invitation' || name === 'forgotten-password' || name === 'new-password';
}

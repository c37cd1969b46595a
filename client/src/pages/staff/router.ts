import { createRouter, createWebHistory, START_LOCATION, type LocationQueryValue, type RouteLocationNormalized, type Router } from 'vue-router';
import { onRefused } from '../../api/client.ts';
import { useSession } from '../../stores/session.ts';
import CasePage from './CasePage.vue';
import ChangePassword from './ChangePassword.vue';
import NotFound from './NotFound.vue';
import QueuePage from './QueuePage.vue';
import SettingsPage from './SettingsPage.vue';
import SignIn from './SignIn.vue';

/** The paths are whole, so that the queue is /staff itself and not /staff/. */
const routes = [
  { path: '/staff', name: 'queue', component: QueuePage },
  { path: '/staff/sign-in', name: 'sign-in', component: SignIn },
  { path: '/staff/password', name: 'password', component: ChangePassword },
  { path: '/staff/cases/:id', name: 'case', component: CasePage, props: true },
  { path: '/staff/settings', name: 'settings', component: SettingsPage },
  { path: '/staff/:rest(.*)*', name: 'not-found', component: NotFound },
];

/** The workbench's pages. Nobody but signed-in colleagues with a password of their own comes past the first two. */
export function createStaffRouter(): Router {
  const router = createRouter({
    history: createWebHistory('/'),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  });

  router.beforeEach(async (to) => {
    const session = useSession();
    if (!session.known && !(await session.load())) return false;
    if (to.name === 'sign-in') return session.account ? ownPath(router, to.query['return']) : true;
    if (!session.account) return { name: 'sign-in', query: returnQuery(to) };
    if (session.account.mustChangePassword && to.name !== 'password') return { name: 'password', query: returnQuery(to) };
    return true;
  });

  onRefused((problem) => {
    const current = router.currentRoute.value;
    if (problem.status === 401) useSession().expire();
    if (current === START_LOCATION || current.name === 'sign-in') return;
    void router.push({ name: problem.status === 401 ? 'sign-in' : 'password', query: returnQuery(current) });
  });
  return router;
}

/** Where to go back to; already being on the way keeps the first aim. */
function returnQuery(route: RouteLocationNormalized): Record<string, string> {
  const given = route.query['return'];
  if (typeof given === 'string') return { return: given };
  return route.name === 'queue' && route.fullPath === '/staff' ? {} : { return: route.fullPath };
}

/** The page to return to when it is one of ours, else the queue: an address in a link must not lead elsewhere. */
export function ownPath(router: Router, wanted: LocationQueryValue | LocationQueryValue[] | undefined): string {
  if (typeof wanted !== 'string' || !/^\/staff(?:[/?]|$)/.test(wanted) || wanted.includes('\\')) return '/staff';
  const { name } = router.resolve(wanted);
  return name === undefined || name === 'sign-in' ? '/staff' : wanted;
}

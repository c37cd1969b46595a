import type { Account } from '../stores/session.ts';

type Role = Account['roles'][number];

/** A page of the menu, with the roles that may open it and the pages that belong to it. */
export interface Part {
  name: string;
  roles: readonly Role[];
  also?: readonly string[];
}

export interface Place {
  name: string;
  /** The section links to the first page that the colleague may open. */
  parts: readonly Part[];
}

const everybody: readonly Role[] = ['reviewer', 'publisher', 'administrator'];
const deciders: readonly Role[] = ['reviewer', 'publisher'];
const publishers: readonly Role[] = ['publisher', 'administrator'];
const administrators: readonly Role[] = ['administrator'];

/** The seven sections of the workbench. The server checks the roles again. */
const places: readonly Place[] = [
  { name: 'home', parts: [{ name: 'home', roles: everybody, also: ['search'] }] },
  {
    name: 'cases',
    parts: [
      { name: 'queue', roles: deciders, also: ['case', 'calendar'] },
      { name: 'paper-entries', roles: deciders, also: ['paper-entry'] },
      { name: 'error-reports', roles: deciders, also: ['error-report'] },
    ],
  },
  {
    name: 'register',
    parts: [
      {
        name: 'register',
        roles: deciders,
        also: ['signatory', 'signatory-file', 'pledges', 'history', 'merger'],
      },
      { name: 'imports', roles: ['publisher'], also: ['import'] },
      { name: 'practices', roles: deciders, also: ['practice'] },
    ],
  },
  {
    name: 'publishing',
    parts: [
      { name: 'proposals', roles: publishers },
      { name: 'articles', roles: publishers, also: ['article', 'new-article'] },
      { name: 'newsletter', roles: publishers },
      { name: 'helplines', roles: everybody, also: ['helpline', 'new-helpline'] },
      { name: 'pact', roles: everybody, also: ['pact-draft'] },
      { name: 'texts', roles: administrators, also: ['text', 'translations', 'translation'] },
    ],
  },
  {
    name: 'reports',
    parts: [
      { name: 'figures', roles: everybody, also: ['figure-rows', 'report', 'plenary'] },
      { name: 'reporting', roles: deciders, also: ['reporting-signatory'] },
    ],
  },
  {
    name: 'messages',
    parts: [
      { name: 'mails', roles: everybody },
      { name: 'mailings', roles: ['publisher'], also: ['mailing'] },
      { name: 'rounds', roles: ['publisher'], also: ['round'] },
      { name: 'templates', roles: administrators, also: ['template', 'new-template'] },
    ],
  },
  {
    name: 'administration',
    parts: [
      { name: 'colleagues', roles: administrators },
      { name: 'settings', roles: administrators },
      { name: 'trail', roles: administrators },
      { name: 'dataRequests', roles: administrators },
    ],
  },
];

/** The sections that these roles open, each with its open pages. */
export function placesFor(roles: readonly Role[]): Place[] {
  const isOpen = (part: Part) => part.roles.some((role) => roles.includes(role));
  return places
    .map(({ name, parts }) => ({ name, parts: parts.filter(isOpen) }))
    .filter(({ parts }) => parts.length > 0);
}

/** Whether a route is this page or belongs to it. */
export function holds({ name, also = [] }: Part, route: string): boolean {
  return name === route || also.includes(route);
}

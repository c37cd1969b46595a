/**
 * Where the rows behind each figure of the dashboard are: the same filter in the list that they
 * belong to.
 */
const listed = 'published,on_hold';

const address = (path: string, query: Record<string, string>) =>
  `${path}?${new URLSearchParams(query).toString()}`;
const rows = (query: Record<string, string>) => address('/staff/figures/rows', query);

interface Span {
  from: string;
  to: string;
}

export const figureLinks = {
  queue: (
    show: 'waiting' | 'changes_requested' | 'unanswered' | 'awaiting_signature' | 'to_publish',
  ) => address('/staff/cases', { show }),
  band: (band: 'new' | 'due' | 'overdue') => address('/staff/cases', { band }),
  mails: (state: 'dead' | 'delayed') => address('/staff/mails', { state }),
  decisions: ({ from, to }: Span, verdict?: string) =>
    rows({ of: 'decisions', from, to, ...(verdict && { verdict }) }),
  firstDecisions: ({ from, to }: Span) => rows({ of: 'first_decisions', from, to }),
  joined: ({ from, to }: Span) => rows({ of: 'signatories', from, to }),
  registerOn: (day: string) => rows({ of: 'signatories', on: day }),
  /**
   * The register's own list is for those who work on it; who only administers is shown the same
   * rows as a plain list.
   */
  signatories: (by: { country: string } | { kind: string }, worksOnRegister: boolean) =>
    worksOnRegister
      ? address('/staff/register', { state: listed, ...by })
      : rows({ of: 'signatories', ...by }),
  pledges: (by: { pillar: string; progress?: string } | { action: string }) =>
    rows({ of: 'pledges', ...by }),
};

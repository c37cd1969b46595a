import { pageAfter } from './next-page.js';

const draft = (missing: string[], role = 'lead') =>
  ({ kind: 'endorsement', state: 'draft', role, missing }) as const;

describe('U1 the page after a saved one', () => {
  it('is the next section that lacks an answer, then those skipped, and finally the check', () => {
    const missing = ['place', 'signer', 'prevention', 'documents', 'declaration'];
    expect(pageAfter(draft(missing), 'authority')).toBe('place');
    expect(pageAfter(draft(missing), 'signer')).toBe('prevention');
    expect(pageAfter(draft(missing), 'prevention')).toBe('documents');
    expect(pageAfter(draft(missing), 'documents')).toBe('place');
    expect(pageAfter(draft(['declaration']), 'signer')).toBe('check');
  });

  it('documents that follow later are passed once, and no contributor is led to the contact', () => {
    expect(pageAfter(draft(['documents', 'declaration']), 'documents')).toBe('check');
    expect(pageAfter(draft(['contact', 'decision'], 'contributor'), 'signer')).toBe('decision');
  });

  it('changes and answers to the Congress return to the task list after each group', () => {
    const amendment = { kind: 'amendment', state: 'draft', role: 'lead', missing: [] } as const;
    expect(pageAfter(amendment, 'authority')).toBe('place');
    expect(pageAfter(amendment, 'participation')).toBe('tasks');
    expect(pageAfter({ ...draft([]), state: 'changes_requested' }, 'decision')).toBe('tasks');
    expect(pageAfter({ ...amendment, kind: 'progress' }, 'documents')).toBe('check');
    expect(pageAfter(amendment, 'documents')).toBe('tasks');
  });
});

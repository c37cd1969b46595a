import { Gauge, type Registry } from 'prom-client';
import type { RegisterFigures } from './register-figures.js';

/**
 * Creates the gauges that are read from the database. While it is down they report nothing, because
 * a stale value would look current.
 */
export function registerGauges(registry: Registry): (figures: RegisterFigures | null) => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const byState = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['state'], registers: [registry] });
  const up = gauge('pact_database_up', '1 while the application reaches its database.');
  const cases = byState('pact_queue_cases', 'Cases that nobody has decided yet.');
  const mails = byState(
    'pact_outbox_mails',
    'Mails that have not left: queued (those of them that failed once are delayed), and ' +
      'given up (dead).',
  );
  const queueAge = gauge(
    'pact_queue_oldest_seconds',
    'For how long the oldest case has waited for staff.',
  );
  const outboxAge = gauge(
    'pact_outbox_oldest_seconds',
    'Age of the oldest mail that has to leave.',
  );
  const head = gauge(
    'pact_event_chain_head',
    'Number of the newest event of the audit trail; it never falls.',
  );
  const backup = gauge(
    'pact_backup_timestamp_seconds',
    'When the newest backup was taken; absent while there is none.',
  );
  const documents = gauge(
    'pact_documents_faulty',
    'Documents that the weekly check found missing or damaged.',
  );

  return (figures) => {
    up.set(figures ? 1 : 0);
    for (const labelled of [cases, mails]) labelled.reset();
    for (const single of [queueAge, outboxAge, head, backup, documents]) single.remove();
    if (!figures) return;
    cases.set({ state: 'waiting' }, figures.waiting);
    cases.set({ state: 'changes_requested' }, figures.changesRequested);
    cases.set({ state: 'awaiting_signature' }, figures.awaitingSignature);
    mails.set({ state: 'queued' }, figures.queuedMails);
    mails.set({ state: 'delayed' }, figures.delayedMails);
    mails.set({ state: 'dead' }, figures.deadMails);
    queueAge.set(figures.queueAge);
    outboxAge.set(figures.outboxAge);
    head.set(figures.eventHead);
    documents.set(figures.faultyDocuments);
    if (figures.lastBackup !== null) backup.set(figures.lastBackup);
  };
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Agent, TestApp } from './app.js';
import { minutes } from './attachments.js';
import { content } from './rounds.js';

/** A file is asked for first, and is last once it is saved; the second one need not be sent. */
export const withFiles = {
  ...content,
  questions: [
    { kind: 'file', required: true },
    { kind: 'choice', required: true },
    { kind: 'file', required: false },
  ],
  texts: content.texts.map((text) => ({
    ...text,
    questions: [{ wording: 'The plan' }, text.questions[0]!, { wording: 'A picture' }],
  })),
};
export const plan = { content: minutes, name: 'plan.pdf' };
export type Sent = Record<string, string | { content: Buffer; name: string }>;
/** The form of a town, as a browser without scripts sends it. */
export const sends = (browser: Agent, id: string, fields: Sent) =>
  sendsParts(browser, id, Object.entries(fields));
export const sendsParts = (browser: Agent, id: string, parts: [string, Sent[string]][]) => {
  const form = browser.post(`/en/case/rounds/${id}`).accept('text/html');
  for (const [name, value] of parts)
    if (typeof value === 'string') void form.field(name, value);
    else void form.attach(name, value.content, value.name);
  return form;
};
/** How many files of documents are stored. */
export const filesOnDisk = async (register: TestApp) =>
  (
    await readdir(join(register.dataDir, 'documents'), { recursive: true, withFileTypes: true })
  ).filter((one) => one.isFile()).length;
/** The files of answers to a round, as they are kept. */
export const filesOf = (register: TestApp, id: string) =>
  register.sql<{ id: string; file_name: string }>(
    `SELECT x.id, x.file_name FROM attachment x JOIN round_answer w ON w.id = x.round_answer_id
     WHERE w.round_id = $1 ORDER BY x.id`,
    [id],
  );

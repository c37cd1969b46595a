import { solveChallenge as solve } from 'altcha-lib/v1';

/** When the server asks for a proof of work, computes it, adds it to the form and submits. */
export async function solveChallenge(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>('form[data-proof]');
  const field = form?.querySelector<HTMLInputElement>('input[name="proof"]');
  const status = form?.querySelector<HTMLElement>('[data-proof-status]');
  if (!form || !field || !status) return;
  const task = JSON.parse(form.dataset['proof'] ?? '{}') as {
    challenge: string;
    salt: string;
    algorithm: 'SHA-256';
    maxnumber?: number;
  };
  try {
    const solution = await solve(task.challenge, task.salt, task.algorithm, task.maxnumber).promise;
    if (!solution) throw new Error('no solution');
    field.value = btoa(JSON.stringify({ ...task, number: solution.number }));
    form.requestSubmit();
  } catch {
    status.textContent = status.dataset['failed'] ?? '';
  }
}

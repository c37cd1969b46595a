import { dayInStrasbourg } from '../../../contract/clock.ts';

/** The file offered for download. The page runs the same one. */
const verifier = '/verify/verify-register.mjs';

interface Verifier {
  verifyRegister(
    url: string,
    options: object,
  ): Promise<{
    checkpoint: { size: number; root: Uint8Array };
    listed: number;
    note: string;
  }>;
  verifyProof(
    proof: string,
    key: string,
  ): Promise<{
    index: number;
    leaf: { id: string; at: string; change: string; signatory: { name: string } | null };
  }>;
  proofInPdf(pdf: Uint8Array): Promise<string>;
  shortHash(checkpoint: object): string;
}

/** The check of the public log in the browser: nothing leaves it. */
export function verifyHere(): void {
  const form = document.querySelector<HTMLFormElement>('[data-verify]');
  const status = form?.querySelector('[data-verify-status]');
  if (!form || !status) return;
  const say = (text: string, values: Record<string, string | number> = {}) => {
    status.textContent = (form.dataset[text] ?? '').replace(/\{(\w+)\}/g, (_, name: string) =>
      String(values[name] ?? ''),
    );
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = new FormData(form);
    void check(given, form, say).catch((error: Error) => say('failed', { reason: error.message }));
  });
}

async function check(
  given: FormData,
  form: HTMLFormElement,
  say: (text: string, values?: Record<string, string | number>) => void,
): Promise<void> {
  const tool = (await import(/* @vite-ignore */ verifier)) as Verifier;
  const said = (name: string) => String(given.get(name) ?? '').trim() || undefined;
  const file = given.get('proof');
  const known = said('key');
  if (file instanceof File && file.size > 0) {
    const key = known ?? (await (await fetch('/log/key')).text());
    const content = new Uint8Array(await file.arrayBuffer());
    const proof =
      content[0] === 0x25 ? await tool.proofInPdf(content) : new TextDecoder().decode(content);
    const { index, leaf } = await tool.verifyProof(proof, key.split('\n')[0] ?? '');
    const name = leaf.signatory?.name ?? leaf.id;
    return say('proven', {
      index,
      name,
      change: leaf.change,
      date: dayInStrasbourg(new Date(leaf.at)),
    });
  }
  const older = said('older');
  const { checkpoint, listed, note } = await tool.verifyRegister(location.origin, {
    key: known,
    since: older && `${older}\n`,
    progress: (done: number, size: number) => say('running', { done, size }),
  });
  say('passed', { n: listed, size: checkpoint.size, hash: tool.shortHash(checkpoint) });
  const keep = form.querySelector<HTMLElement>('[data-verify-keep]');
  const field = keep?.querySelector('textarea');
  if (!keep || !field) return;
  field.value = note;
  keep.hidden = false;
}

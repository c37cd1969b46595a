import { isHeic, smallerPhoto } from './smaller-photo.ts';
import { isPassing, Refusal, uploadIn, type Upload } from './upload-answer.ts';

const pieceBytes = 256 * 1024;
const api = '/api/v1/submission/uploads';
/** The longest wait for a lost connection. Pressing the button again resumes the upload. */
const retryLimit = 2 * 60_000;
/**
 * A connection that stalls for this long counts as broken. At 50 kB/s, a piece takes five seconds.
 */
const stalled = 45_000;

class Cancelled extends Error {}

/**
 * Uploads documents in pieces, shows progress and resumes after an interruption. Without scripts,
 * the form sends the file whole.
 */
export function uploadInPieces(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-upload]');
  const input = form?.querySelector<HTMLInputElement>('input[type="file"]');
  if (!form || !input) return;
  const view = progressView(form);
  const texts = JSON.parse(form.dataset['problems'] ?? '{}') as Record<string, string>;
  input.multiple = !form.elements.namedItem('replaces');
  let cancelled: AbortController | undefined;
  /**
   * Uploads that were started or finished, so that pressing the button again sends nothing twice.
   */
  const sent = new WeakSet<File>();
  const refused = new WeakSet<File>();
  const begun = new WeakMap<File, string>();
  /** The smaller copies of photos that were too large. */
  const smaller = new WeakMap<File, File>();
  view.cancel.addEventListener('click', () => cancelled?.abort());

  /** Leaving the page forgets a file that was chosen and not sent: the browser asks. */
  let leaving = false;
  window.addEventListener('beforeunload', (event) => {
    if (
      !leaving &&
      Array.from(input.files ?? []).some((file) => !sent.has(file) && !refused.has(file))
    )
      event.preventDefault();
  });

  form.addEventListener('submit', (event) => {
    const files = Array.from(input.files ?? []);
    // Nothing chosen: the server says so or continues, as it does without scripts.
    if (files.length === 0) return;
    event.preventDefault();
    if (cancelled) return;
    const { signal } = (cancelled = new AbortController());
    const next = event.submitter?.dataset['next'] ?? form.action;
    void sendAll(files, new FormData(form), signal)
      .then(() => {
        leaving = true;
        location.assign(new URL(next, location.href).pathname);
      })
      .catch((error: unknown) => {
        view.stop();
        if (!signal.aborted)
          view.fail(texts[error instanceof Refusal ? error.code : ''] ?? texts['unexpected'] ?? '');
      })
      .finally(() => {
        cancelled = undefined;
      });
  });

  async function sendAll(files: File[], fields: FormData, signal: AbortSignal): Promise<void> {
    const most = Number(form?.dataset['most']);
    if (files.length > most) throw new Refusal('too-many-documents');
    for (const file of files) {
      if (sent.has(file)) continue;
      await sendOne(await fitting(file), fields, signal).catch((error: unknown) => {
        if (error instanceof Refusal) refused.add(file);
        throw error;
      });
      sent.add(file);
    }
  }

  /** Modern photos are larger than needed for reading. */
  async function fitting(file: File): Promise<File> {
    const mostBytes = Number(form?.dataset['mostBytes']);
    if (file.size <= mostBytes && !isHeic(file)) return file;
    view.start(file.name);
    view.say('shrinking');
    const fits = smaller.get(file) ?? (await smallerPhoto(file, mostBytes));
    if (!fits) throw new Refusal(isHeic(file) ? 'file-heic' : 'file-too-large');
    smaller.set(file, fits);
    return fits;
  }

  async function sendOne(file: File, fields: FormData, signal: AbortSignal): Promise<void> {
    view.start(file.name);
    if (file.size === 0) throw new Refusal('file-empty');
    const optional = ['replaces', 'pledgeId'].flatMap((name) =>
      fields.get(name) ? [[name, fields.get(name)]] : [],
    );
    const wanted = {
      fileName: file.name,
      bytes: file.size,
      kind: fields.get('kind') ?? 'other',
      ...Object.fromEntries(optional),
    };
    let upload = await withRetries(
      () =>
        resume(file, signal).then((known) => known ?? begin(file, JSON.stringify(wanted), signal)),
      signal,
    );
    const address = `${api}/${upload.id}`;
    signal.addEventListener('abort', () => {
      begun.delete(file);
      void fetch(address, { method: 'DELETE', keepalive: true });
    });
    while (!upload.documentId) {
      const { offset } = upload;
      const piece = file.slice(offset, offset + pieceBytes);
      if (offset + piece.size === file.size) view.say('looking');
      const headers = {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      };
      // After an interruption it is unknown whether the piece arrived, so the server is asked
      // before anything is sent again.
      let first = true;
      upload = await withRetries(async () => {
        const at = first ? upload : await ask('GET', address, null, {}, signal);
        first = false;
        return at.offset === offset && !at.documentId
          ? ask('PATCH', address, piece, headers, signal)
          : at;
      }, signal);
      view.show(upload.offset / upload.bytes);
    }
  }

  async function begin(file: File, wanted: string, signal: AbortSignal): Promise<Upload> {
    const upload = await ask('POST', api, wanted, { 'content-type': 'application/json' }, signal);
    begun.set(file, upload.id);
    return upload;
  }

  /** The state of an earlier attempt, unless the server has discarded it. */
  async function resume(file: File, signal: AbortSignal): Promise<Upload | null> {
    const id = begun.get(file);
    return id
      ? ask('GET', `${api}/${id}`, null, {}, signal).catch((error: unknown) =>
          error instanceof Refusal ? null : Promise.reject(error),
        )
      : null;
  }

  /** Retries while the connection or the server is down. A rejection is final. */
  async function withRetries(act: () => Promise<Upload>, signal: AbortSignal): Promise<Upload> {
    const until = Date.now() + retryLimit;
    for (let pause = 1_000; ; pause = Math.min(pause * 2, 15_000)) {
      try {
        return await act();
      } catch (error) {
        if (signal.aborted) throw new Cancelled();
        if (!isPassing(error) || Date.now() > until) throw error;
        if (!(error instanceof Refusal)) view.say('waiting');
        await backOnline(pause, signal);
      }
    }
  }
}

async function ask(
  method: string,
  address: string,
  body: BodyInit | null,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Upload> {
  const stall = new AbortController();
  const timer = setTimeout(() => stall.abort(), stalled);
  const cancel = () => stall.abort();
  signal.addEventListener('abort', cancel);
  const response = await fetch(address, { method, body, headers, signal: stall.signal }).finally(
    () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    },
  );
  return uploadIn(response);
}

/** After a pause, or as soon as the browser reports that it is online. */
function backOnline(pause: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pause);
    const go = () => {
      clearTimeout(timer);
      resolve();
    };
    window.addEventListener('online', go, { once: true });
    signal.addEventListener('abort', go, { once: true });
  });
}

function progressView(form: HTMLFormElement) {
  const find = <Kind extends HTMLElement>(selector: string): Kind => {
    const element = form.querySelector<Kind>(selector);
    if (!element) throw new Error(`the form lacks ${selector}`);
    return element;
  };
  const box = find('[data-upload-progress]');
  const bar = find<HTMLProgressElement>('progress');
  const status = find('[data-upload-status]');
  const input = find<HTMLInputElement>('input[type="file"]');
  let told = 0;
  return {
    cancel: find<HTMLButtonElement>('[data-upload-cancel]'),
    start(name: string): void {
      box.hidden = false;
      find('[data-upload-name]').textContent = name;
      bar.value = told = 0;
      status.textContent = '';
    },
    /** Announces only every fifth of the progress to screen readers. */
    show(share: number): void {
      bar.value = Math.round(share * 100);
      if (share - told >= 0.2 && share < 1) {
        told = share;
        status.textContent = new Intl.NumberFormat(document.documentElement.lang, {
          style: 'percent',
        }).format(share);
      }
    },
    say(what: 'waiting' | 'looking' | 'shrinking'): void {
      status.textContent = status.dataset[what] ?? '';
    },
    stop(): void {
      box.hidden = true;
    },
    /** Shows the error at the field, as the server-rendered page would. */
    fail(text: string): void {
      form.querySelector('#file-error')?.remove();
      const error = Object.assign(document.createElement('span'), {
        id: 'file-error',
        className: 'error',
        textContent: text,
      });
      error.setAttribute('role', 'alert');
      input.before(error);
      input.closest('.field')?.classList.add('invalid');
      input.setAttribute('aria-describedby', 'file-hint file-error');
      input.focus();
    },
  };
}

export interface Upload {
  id: string;
  offset: number;
  bytes: number;
  documentId: string | null;
}

/** The server rejected the upload: `code` says why, as in the problem's type. */
export class Refusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/**
 * Reads the server's answer.
 * @throws Refusal when it rejects the upload, Error when it is temporarily unavailable.
 */
export async function uploadIn(response: Response): Promise<Upload> {
  if (response.ok) return (await response.json()) as Upload;
  if (response.status >= 500 && response.status !== 503) throw new Error(String(response.status));
  const problem = (await response.json().catch(() => ({}))) as { type?: string };
  const code = problem.type?.split('/').pop() ?? '';
  if (response.status === 503 && code !== 'scan-unavailable') throw new Error('503');
  throw new Refusal(code);
}

/**
 * Whether the same step may succeed later: nothing was rejected, or only because another attempt
 * for the same file has gone further.
 */
export function isPassing(error: unknown): boolean {
  return (
    !(error instanceof Refusal) ||
    error.code === 'upload-finishing' ||
    error.code === 'upload-offset'
  );
}

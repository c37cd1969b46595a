import { shallowRef } from 'vue';
import { ApiProblem } from '../api/client.ts';

/** A part of the program could not be fetched: no connection, or a newer version is installed. */
export class NotFetched extends ApiProblem {
  constructor() {
    super({ type: '/problems/unavailable', title: 'No answer', status: 0 });
  }
}

/** The page that a colleague wanted and that could not be fetched; the one before stays. */
export const missingPage = shallowRef<{ path: string; problem: NotFetched } | null>(null);

/** Fetches a part of the program at its first use. @throws NotFetched */
export const fetched =
  <Part>(fetchPart: () => Promise<Part>) =>
  () =>
    fetchPart().catch((error: unknown) => {
      console.error(error);
      throw new NotFetched();
    });

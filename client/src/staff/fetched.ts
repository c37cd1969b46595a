import { ApiProblem } from '../api/client.ts';

/** A part of the program could not be fetched: no connection, or a newer version is installed. */
export class NotFetched extends ApiProblem {
  constructor() {
    super({ type: '/problems/unavailable', title: 'No answer', status: 0 });
  }
}

/** Fetches a part of the program at its first use. @throws NotFetched */
export const fetched =
  <Part>(fetchPart: () => Promise<Part>) =>
  () =>
    fetchPart().catch(() => {
      throw new NotFetched();
    });

import { ref, shallowRef } from 'vue';
import { ApiProblem } from '../../api/client.ts';
import { useProof } from './useProof.ts';

/** One operation at a time that may fail, with its busy state and the API's error. */
export function useProblem() {
  const problem = shallowRef<ApiProblem | null>(null);
  const busy = ref(false);

  /**
   * @returns whether it succeeded. A second call during the first does nothing, because people
   *   double-click.
   */
  async function run(act: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = null;
    try {
      await provenIfNeeded(act);
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      // The sign-in page takes over and explains it.
      if (error.code !== 'not-signed-in') problem.value = error;
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { problem, busy, run };
}

/** Asks for the password or the second factor if the action needs it, and then repeats it. */
async function provenIfNeeded(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const isNeeded = error instanceof ApiProblem && error.code === 'proof-required';
    if (!isNeeded || !(await useProof().askForProof())) throw error;
    await act();
  }
}

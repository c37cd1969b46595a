import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { usePasskey } from '../api/passkeys.ts';
import { answer, api, ApiProblem, seen, type Schemas } from '../api/client.ts';
import { unsentTexts } from './unsent-texts.ts';

export type Account = Schemas['StaffAccountDto'];

/** How long signing out waits for texts that are being saved. */
const patienceMs = 5_000;

/** The signed-in user, and their unsent texts. */
export const useSession = defineStore('session', () => {
  const account = ref<Account | null>(null);
  const known = ref(false);
  /** Why the session could not be loaded. */
  const failure = shallowRef<ApiProblem | null>(null);
  /** Why the session ended, for the sign-in page. */
  const ended = ref<'signed_out' | 'expired' | null>(null);
  const unsent = unsentTexts();

  /** Signed in completely, so that the workbench is open. */
  const signedIn = computed(() => account.value !== null && account.value.step === null);

  /**
   * Asks the server who is signed in. "Nobody" is a valid answer, not an error.
   * @returns whether it could be determined.
   */
  async function load(): Promise<boolean> {
    try {
      enter(await answer(api.GET('/api/v1/staff/session')));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 401) enter(null);
      else failure.value = error;
    }
    return known.value;
  }

  /** The first sign-in step. The account determines the next one. */
  async function signIn(email: string, password: string): Promise<void> {
    enter(await answer(api.POST('/api/v1/staff/session', { body: { email, password } })));
  }

  /** The second sign-in step. */
  async function prove(oneTimeCode: string): Promise<void> {
    enter(await answer(api.POST('/api/v1/staff/session/second-factor', { body: { oneTimeCode } })));
  }

  /** Once more, before what a copied session must not do. */
  async function proveByPassword(password: string): Promise<void> {
    enter(await answer(api.POST('/api/v1/staff/session/password', { body: { password } })));
  }

  /** The second sign-in step by passkey, which the browser requests from the user. */
  async function proveByPasskey(): Promise<void> {
    enter(
      await answer(
        api.POST('/api/v1/staff/session/passkey', { body: { response: await usePasskey() } }),
      ),
    );
  }

  /**
   * Submits the provider's answer.
   * @returns whether it linked an identity to the account that is already signed in.
   */
  async function arrive(query: string): Promise<boolean> {
    const { linked, account: who } = await answer(
      api.POST('/api/v1/staff/provider/returns', { body: { answer: query } }),
    );
    enter(who);
    return linked;
  }

  async function acceptInvitation(token: string, name: string, password: string): Promise<void> {
    enter(await answer(api.POST('/api/v1/staff/acceptances', { body: { token, name, password } })));
  }

  async function changeProfile(profile: Schemas['ProfileDto']): Promise<void> {
    if (!account.value) throw new Error('nobody is signed in');
    try {
      enter(
        await answer(
          api.PUT('/api/v1/staff/profile', {
            params: { header: seen(account.value.version) },
            body: profile,
          }),
        ),
      );
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) await load();
      throw error;
    }
  }

  async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
    if (!account.value) throw new Error('nobody is signed in');
    try {
      await answer(
        api.POST('/api/v1/staff/password', {
          params: { header: seen(account.value.version) },
          body: { currentPassword, newPassword },
        }),
      );
    } catch (error) {
      // Changed in another window. After loading the newest version, submitting the form again
      // works.
      if (error instanceof ApiProblem && error.status === 412) await load();
      throw error;
    }
    await load();
  }

  /**
   * @param mayLose asked when a text could not be saved, or not in time.
   * @returns whether the colleague has signed out.
   */
  async function signOut(mayLose: () => boolean): Promise<boolean> {
    const saves = Promise.allSettled([...unsent.waiting].map((save) => save()));
    await Promise.race([saves, new Promise((done) => setTimeout(done, patienceMs))]);
    if ([...unsent.unsaved].some((isUnsaved) => isUnsaved()) && !mayLose()) return false;
    await answer(api.DELETE('/api/v1/staff/session'));
    account.value = null;
    unsent.clear();
    ended.value = 'signed_out';
    return true;
  }

  /** The session has expired. Unsent texts are kept for the same user's return. */
  function expire(): void {
    if (account.value) ended.value = 'expired';
    account.value = null;
  }

  function enter(who: Account | null): void {
    account.value = who;
    known.value = true;
    if (!who) return;
    ended.value = null;
    unsent.belongTo(who.id);
  }

  return {
    account,
    known,
    failure,
    ended,
    unsent,
    signedIn,
    load,
    signIn,
    prove,
    proveByPassword,
    proveByPasskey,
    arrive,
    acceptInvitation,
    changeProfile,
    changePassword,
    signOut,
    expire,
  };
});

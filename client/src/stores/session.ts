import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef } from 'vue';
import { usePasskey } from '../api/passkeys.ts';
import { answer, api, ApiProblem, seen, type Schemas } from '../api/client.ts';

export type Account = Schemas['StaffAccountDto'];

/** Who is signed in, and what they typed but did not send. */
export const useSession = defineStore('session', () => {
  const account = ref<Account | null>(null);
  const known = ref(false);
  /** Why we could not even learn who is signed in. */
  const failure = shallowRef<ApiProblem | null>(null);
  /** Why nobody is signed in any more; the sign-in page says it. */
  const ended = ref<'signed_out' | 'expired' | null>(null);
  /** Texts not sent yet. In memory only: they are about people, and the computer may be shared. */
  const drafts = reactive(new Map<string, string>());
  let draftsOf: string | null = null;

  /** Not half of the way: the workbench is open. */
  const signedIn = computed(() => account.value !== null && account.value.step === null);

  /**
   * Asks the server who is signed in; nobody is an answer, not a failure. @returns whether it could
   * tell.
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

  /** The first step; the account says what comes next. */
  async function signIn(email: string, password: string): Promise<void> {
    enter(await answer(api.POST('/api/v1/staff/session', { body: { email, password } })));
  }

  /** The second step. */
  async function prove(oneTimeCode: string): Promise<void> {
    enter(await answer(api.POST('/api/v1/staff/session/second-factor', { body: { oneTimeCode } })));
  }

  /** Once more, before what a copied session must not do. */
  async function proveByPassword(password: string): Promise<void> {
    enter(await answer(api.POST('/api/v1/staff/session/password', { body: { password } })));
  }

  /** The second step by a passkey: the browser asks its owner. */
  async function proveByPasskey(): Promise<void> {
    enter(
      await answer(
        api.POST('/api/v1/staff/session/passkey', { body: { response: await usePasskey() } }),
      ),
    );
  }

  /**
   * Hands in what the provider answered. @returns whether that linked the account, in which one is
   * signed in already.
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
      // Changed in another window: with the account's newest version, sending the form again works.
      if (error instanceof ApiProblem && error.status === 412) await load();
      throw error;
    }
    await load();
  }

  async function signOut(): Promise<void> {
    await answer(api.DELETE('/api/v1/staff/session'));
    account.value = null;
    drafts.clear();
    ended.value = 'signed_out';
  }

  /** The server does not know us any more. What was typed stays for the same person's return. */
  function expire(): void {
    if (account.value) ended.value = 'expired';
    account.value = null;
  }

  function enter(who: Account | null): void {
    account.value = who;
    known.value = true;
    if (!who) return;
    ended.value = null;
    if (draftsOf !== who.id) drafts.clear();
    draftsOf = who.id;
  }

  return {
    account,
    known,
    failure,
    ended,
    drafts,
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

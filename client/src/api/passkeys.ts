import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { answer, api, ApiProblem } from './client.ts';

/**
 * Lets the browser make a passkey. @returns its answer, for the server. @throws ApiProblem when
 * nothing came of it.
 */
export async function makePasskey(): Promise<Record<string, unknown>> {
  const { options } = await answer(api.POST('/api/v1/staff/passkeys/question'));
  return asked(async () => ({
    ...(await startRegistration({
      optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON,
    })),
  }));
}

/** Lets the browser prove that its owner has the passkey. */
export async function usePasskey(): Promise<Record<string, unknown>> {
  const { options } = await answer(api.POST('/api/v1/staff/session/passkey-question'));
  return asked(async () => ({
    ...(await startAuthentication({
      optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
    })),
  }));
}

/**
 * The owner pressed "cancel", waited too long, or has no passkey here: the browser does not say
 * which, on purpose.
 */
async function asked(
  deed: () => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  try {
    return await deed();
  } catch (error) {
    if (error instanceof Error)
      throw new ApiProblem({ type: '/problems/passkey-not-given', title: error.name, status: 0 });
    throw error;
  }
}

import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { answer, api, ApiProblem } from './client.ts';

/**
 * Creates a passkey in the browser.
 * @returns its response, for the server.
 * @throws ApiProblem when that fails.
 */
export async function makePasskey(): Promise<Record<string, unknown>> {
  const { options } = await answer(api.POST('/api/v1/staff/passkeys/question'));
  return asked(async () => ({
    ...(await startRegistration({
      optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON,
    })),
  }));
}

/** Asks the browser for proof that the user has the passkey. */
export async function usePasskey(): Promise<Record<string, unknown>> {
  const { options } = await answer(api.POST('/api/v1/staff/session/passkey-question'));
  return asked(async () => ({
    ...(await startAuthentication({
      optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
    })),
  }));
}

/**
 * The user cancelled, waited too long or has no passkey here. By design, the browser does not say
 * which.
 */
async function asked(
  act: () => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Error)
      throw new ApiProblem({ type: '/problems/passkey-not-given', title: error.name, status: 0 });
    throw error;
  }
}

import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration, type InteractionResults } from 'oidc-provider';

/** An ID token before signing, with its signing key. */
export interface Token {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  key: KeyObject;
}

/** The person at the browser as the provider knows them, and how they signed in there. */
interface Person {
  subject: string;
  email?: string;
  amr?: string[];
  acr?: string;
}

/** The register as registered at the provider. */
const client = { id: 'register', secret: 'a secret between the two' };
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

/**
 * A real OpenID provider whose visitors are already signed in there. It can also be made to lie.
 */
export class IdentityProvider {
  person: Person = { subject: 'ada' };
  /** The person's answer when asked for consent. */
  agrees = true;
  /** Drops the connection when a token is requested. */
  hangsUp = false;
  /** Changes what the provider is about to sign. */
  forge: ((token: Token) => Token) | undefined;

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  /** @param returnAddress the register's redirect URI known to the provider. */
  static async open(returnAddress: string): Promise<IdentityProvider> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const self = new IdentityProvider(issuer, server);
    const provider = new Provider(issuer, self.configuration(returnAddress));
    provider.use(async (context, next) => {
      if (self.hangsUp && context.path === '/token') context.req.socket.destroy();
      if (!context.path.startsWith('/interaction/')) {
        await next();
        const body = context.body as { id_token?: string } | undefined;
        if (self.forge && context.path === '/token' && body?.id_token)
          context.body = { ...body, id_token: forged(body.id_token, self.forge) };
        return;
      }
      context.respond = false;
      await provider.interactionFinished(context.req, context.res, self.result(), {
        mergeWithLastSubmission: false,
      });
    });
    server.on('request', (request, response) => void provider.callback()(request, response));
    return self;
  }

  /** The register's settings for this provider. */
  get settings(): Record<string, string> {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
    };
  }

  /**
   * Follows the provider's redirects from a URL, as a browser does.
   * @returns the query of the redirect back.
   */
  async visit(address: string): Promise<string> {
    const cookies = new Map<string, string>();
    for (let url = new URL(address); ;) {
      if (url.origin !== this.issuer) return url.search.slice(1);
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        if (value) cookies.set(name!, value);
        else cookies.delete(name!);
      }
      const location = response.headers.get('location');
      if (!location)
        throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
      url = new URL(location, url);
    }
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private result(): InteractionResults {
    const { subject, amr, acr } = this.person;
    if (!this.agrees) return { error: 'access_denied' };
    return {
      login: {
        accountId: subject,
        remember: false,
        ...(amr ? { amr } : {}),
        ...(acr ? { acr } : {}),
      },
    };
  }

  private configuration(returnAddress: string): Configuration {
    return {
      clients: [
        { client_id: client.id, client_secret: client.secret, redirect_uris: [returnAddress] },
      ],
      jwks: {
        keys: [
          {
            ...keys.privateKey.export({ format: 'jwk' }),
            kid: 'one',
            use: 'sig',
            alg: 'RS256',
          } as never,
        ],
      },
      cookies: { keys: ['a key for cookies of the test'] },
      claims: { openid: ['sub', 'acr', 'amr', 'email', 'email_verified'] },
      conformIdTokenClaims: false,
      acrValues: ['urn:two-factors'],
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      ttl: {
        AccessToken: 60,
        AuthorizationCode: 60,
        IdToken: 60,
        Grant: 60,
        Interaction: 60,
        Session: 60,
      },
      findAccount: (_, accountId) => ({
        accountId,
        claims: () => ({ sub: accountId, email: this.person.email, email_verified: true }),
      }),
      // Grants the scopes without asking for consent, because the register requests no personal
      // data.
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          accountId: oidc.session!.accountId!,
          clientId: oidc.client!.clientId,
        });
        grant.addOIDCScope('openid');
        await grant.save();
        return grant;
      },
    };
  }
}

/** The same token with the forger's changes, signed as its header says. */
function forged(idToken: string, forge: (token: Token) => Token): string {
  const part = (index: number) =>
    JSON.parse(Buffer.from(idToken.split('.')[index]!, 'base64url').toString()) as Record<
      string,
      unknown
    >;
  const { header, claims, key } = forge({ header: part(0), claims: part(1), key: keys.privateKey });
  const text = [header, claims]
    .map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'))
    .join('.');
  if (header['alg'] === 'none') return `${text}.`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}

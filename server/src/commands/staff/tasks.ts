import { ConfigError } from '../../platform/config/config.js';
import { parse } from '../../platform/http/validation.js';
import type { Operator } from '../../accounts/access/account-keeper.js';
import { InviteDto, NewAddressDto } from '../../accounts/colleagues/colleagues.dto.js';
import type { ColleagueRow } from '../../accounts/colleagues/colleagues.service.js';
import type { AccountServices } from './account-services.js';
import { colleagueLine } from './colleague-line.js';

/** The description of a change, shown before asking for consent, and the change itself. */
export interface Plan {
  question: string;
  /** @returns what has happened. */
  act(operator: Operator): Promise<string>;
}

export interface Given {
  addresses: string[];
  roles: string[];
  name: string | undefined;
  language: string;
}

type Task = (services: AccountServices, given: Given) => Promise<Plan>;

const mailed = 'A mail tells it; the running register sends it.';
const notCounted =
  'The account counts as a second person once another administrator confirms it, or pact vouch.';

async function find({ colleagues }: AccountServices, address: string): Promise<ColleagueRow> {
  const all = await colleagues.list();
  const found = all.find(({ email }) => email === address.toLowerCase());
  if (!found) throw new ConfigError(`no account has the address ${address}: see pact staff list`);
  return found;
}

/** A task with one account that exists. */
const withOne =
  (plan: (services: AccountServices, row: ColleagueRow) => Plan): Task =>
  async (services, { addresses: [address] }) => {
    const row = await find(services, address!);
    const { question, act } = plan(services, row);
    return { question: `${colleagueLine(row)}\n${question}`, act };
  };

const invite: Task = async ({ invitations, colleagues }, { addresses, roles, name, language }) => {
  const email = addresses[0]!;
  const wanted = await parse(InviteDto, { email, name: name ?? email, roles, language });
  const before = (await colleagues.list()).find((row) => row.email === wanted.email.toLowerCase());
  if (before && !before.acceptedAt && !before.disabledAt)
    return {
      question: `${colleagueLine(before)}\nSend the invitation again? The earlier link dies.`,
      act: async (operator) => {
        await invitations.resend(operator, before.id);
        return `A new invitation for ${before.email} waits to be sent by the running register.`;
      },
    };
  return {
    question: `Invite ${wanted.email} as ${wanted.roles.join(', ')} (mails in ${language})?`,
    act: async (operator) => {
      await invitations.invite(operator, wanted);
      const waits = `The invitation of ${wanted.email} waits to be sent by the running register.`;
      return `${waits} ${notCounted}`;
    },
  };
};

const changeAddress: Task = async (services, { addresses: [old, next] }) => {
  const row = await find(services, old!);
  const { email } = await parse(NewAddressDto, { email: next });
  return {
    question:
      `${colleagueLine(row)}\nChange the address to ${email}? All sessions and mailed links end, ` +
      'both addresses get a mail.',
    act: async (operator) => {
      await services.addresses.change(operator, row.id, email, row.version);
      return row.acceptedAt
        ? `${email} gets a link; the change takes effect when it is confirmed. ${notCounted}`
        : `The invitation goes to ${email} now. ${notCounted}`;
    },
  };
};

/** Each task with the names of its arguments. */
export const tasks: Record<string, { args: string; addresses: number; plan: Task }> = {
  invite: {
    args: 'ADDRESS ROLE… [--name NAME] [--language en|fr]',
    addresses: 1,
    plan: invite,
  },
  'reset-second-factor': {
    args: 'ADDRESS',
    addresses: 1,
    plan: withOne(({ colleagues }, { id, email, version }) => ({
      question:
        'Reset the second factor? All sessions end, recovery codes and passkeys are deleted, and ' +
        'the next sign-in sets up a new one.',
      act: async (operator) => {
        await colleagues.resetSecondFactor(operator, id, version);
        return `The second factor of ${email} is reset: sign in with the password. ${mailed}`;
      },
    })),
  },
  'change-address': { args: 'OLD NEW', addresses: 2, plan: changeAddress },
  disable: {
    args: 'ADDRESS',
    addresses: 1,
    plan: withOne(({ colleagues }, { id, email, version, disabledAt }) => {
      if (disabledAt) throw new ConfigError(`the account of ${email} is disabled already`);
      return {
        question: 'Disable the account? All sessions and mailed links end.',
        act: async (operator) => {
          await colleagues.disable(operator, id, version);
          return `The account of ${email} is disabled. ${mailed}`;
        },
      };
    }),
  },
  enable: {
    args: 'ADDRESS',
    addresses: 1,
    plan: withOne(({ colleagues }, { id, email, version, disabledAt }) => {
      if (!disabledAt) throw new ConfigError(`the account of ${email} is not disabled`);
      return {
        question: 'Enable the account again?',
        act: async (operator) => {
          await colleagues.enable(operator, id, version);
          return `The account of ${email} is enabled. ${mailed}`;
        },
      };
    }),
  },
  'make-administrator': {
    args: 'ADDRESS',
    addresses: 1,
    plan: withOne(({ colleagues }, { id, email, version, roles, disabledAt }) => {
      if (disabledAt) throw new ConfigError(`the account of ${email} is disabled: enable it first`);
      if (roles.includes('administrator'))
        throw new ConfigError(`${email} is an administrator already`);
      return {
        question: 'Make this colleague an administrator?',
        act: async (operator) => {
          await colleagues.changeRoles(operator, id, [...roles, 'administrator'], version);
          return `${email} is an administrator. ${mailed} ${notCounted}`;
        },
      };
    }),
  },
};

import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  UseGuards,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import type { StaffRole } from '../../../../contract/kinds.js';
import {
  againExtension,
  rolesExtension,
  stepsExtension,
} from '../../platform/http/api-extensions.js';
import { Problem } from '../../platform/http/problem.js';
import type { CurrentSession } from './sessions.service.js';
import type { SignInStep } from './sign-in-steps.js';
import type { Staff } from './staff.entity.js';

interface StaffRequest {
  user: Staff;
  staffSession: CurrentSession;
}

const rolesKey = 'staff roles';
const stepsKey = 'steps of signing in';
const againKey = 'proven again';

const unfinished: Record<SignInStep, () => Problem> = {
  second_factor: () =>
    new Problem(403, 'second-factor-required', 'Prove your second factor first.'),
  password: () => new Problem(403, 'password-change-required', 'Change your password first.'),
  enrol: () => new Problem(403, 'second-factor-missing', 'Set up a second factor first.'),
};

/**
 * Admits signed-in colleagues with one of the required roles. Partial sessions are admitted only
 * where a sign-in step is performed.
 */
@Injectable()
export class StaffGuard extends AuthGuard('staff-session') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await super.canActivate(context);
    const { user, staffSession } = context.switchToHttp().getRequest<StaffRequest>();
    const targets = [context.getHandler(), context.getClass()];
    const roles =
      this.reflector.getAllAndOverride<StaffRole[] | undefined>(rolesKey, targets) ?? [];
    const open =
      this.reflector.getAllAndOverride<SignInStep[] | undefined>(stepsKey, targets) ?? [];
    if (staffSession.step && !open.includes(staffSession.step))
      throw unfinished[staffSession.step]();
    if (roles.length > 0 && !user.roles.some((role) => roles.includes(role)))
      throw new Problem(403, 'not-allowed', 'Your role does not allow this.');
    if (
      !staffSession.step &&
      !staffSession.provenAgain &&
      this.reflector.getAllAndOverride<boolean | undefined>(againKey, targets)
    ) {
      throw new Problem(
        403,
        'proof-required',
        'Give your password or your second factor once more.',
        { secondFactors: staffSession.ways },
      );
    }
    return true;
  }

  override handleRequest<T>(error: unknown, user: T | false): T {
    if (error) throw error;
    if (!user) throw new Problem(401, 'not-signed-in', 'Please sign in.');
    return user;
  }
}

/** Requires signed-in staff and, if roles are given, one of those roles. */
export function ForStaff(...roles: StaffRole[]) {
  return applyDecorators(
    SetMetadata(rolesKey, roles),
    UseGuards(StaffGuard),
    ApiCookieAuth('staff'),
    ApiExtension(rolesExtension, roles),
  );
}

/** Also admits partial sessions at the given steps. */
export const DuringSignIn = (...steps: SignInStep[]) =>
  applyDecorators(SetMetadata(stepsKey, steps), ApiExtension(stepsExtension, steps));

/**
 * Requires that the password or the second factor was entered again in the last minutes. A session
 * can be copied, so it must not be enough to take over an account. Signing in does not count,
 * because that session may be the copied one.
 */
export const ProvenAgain = () =>
  applyDecorators(SetMetadata(againKey, true), ApiExtension(againExtension, true));

export const CurrentStaff = createParamDecorator(
  (_: unknown, context: ExecutionContext): Staff =>
    context.switchToHttp().getRequest<StaffRequest>().user,
);

export const OwnSession = createParamDecorator(
  (_: unknown, context: ExecutionContext): CurrentSession =>
    context.switchToHttp().getRequest<StaffRequest>().staffSession,
);

import { applyDecorators, createParamDecorator, Injectable, SetMetadata, UseGuards, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { ApiCookieAuth, ApiForbiddenResponse, ApiUnauthorizedResponse } from '@nestjs/swagger';
import { Problem } from '../common/problem.js';
import type { Staff, StaffRole } from './staff.entity.js';

const rolesKey = 'staff roles';
const freshKey = 'before password change';

/** Lets signed-in colleagues with one of the named roles in. The first password only opens the door to changing it. */
@Injectable()
export class StaffGuard extends AuthGuard('staff-session') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await super.canActivate(context);
    const { user } = context.switchToHttp().getRequest<{ user: Staff }>();
    const targets = [context.getHandler(), context.getClass()];
    const roles = this.reflector.getAllAndOverride<StaffRole[] | undefined>(rolesKey, targets) ?? [];
    if (user.mustChangePassword && !this.reflector.getAllAndOverride<boolean | undefined>(freshKey, targets)) {
      throw new Problem(403, 'password-change-required', 'Change your password first.');
    }
    if (roles.length > 0 && !user.roles.some((role) => roles.includes(role))) throw new Problem(403, 'not-allowed', 'Your role does not allow this.');
    return true;
  }

  override handleRequest<T>(error: unknown, user: T | false): T {
    if (error) throw error;
    if (!user) throw new Problem(401, 'not-signed-in', 'Please sign in.');
    return user;
  }
}

/** Only for signed-in staff; with roles named, only for those who hold one of them. */
export function ForStaff(...roles: StaffRole[]) {
  return applyDecorators(
    SetMetadata(rolesKey, roles),
    UseGuards(StaffGuard),
    ApiCookieAuth('staff'),
    ApiUnauthorizedResponse({ description: 'Not signed in' }),
    ApiForbiddenResponse({ description: 'Signed in without the right' }),
  );
}

/** Also while the first password was not changed yet. */
export const BeforePasswordChange = () => SetMetadata(freshKey, true);

/** The signed-in colleague. */
export const CurrentStaff = createParamDecorator(
  (_: unknown, context: ExecutionContext): Staff => context.switchToHttp().getRequest<{ user: Staff }>().user,
);

import { mixin, type CanActivate, type ExecutionContext, type Type } from '@nestjs/common';
import type { SignedInRequest } from '../../platform/auth/access.js';
import type { Role } from '../../domain/vocabulary.js';
import { forbidden } from '../../platform/http/problem.js';

/** `@UseGuards(onlyFor('club-contact'))`: pages of a role answer nobody else. What a role may do is decided by `@Does`. */
export function onlyFor(...roles: Role[]): Type<CanActivate> {
  class OnlyFor implements CanActivate {
    canActivate(context: ExecutionContext): boolean {
      const { person } = context.switchToHttp().getRequest<SignedInRequest>();
      if (!person || !roles.includes(person.role)) throw forbidden();
      return true;
    }
  }
  return mixin(OnlyFor);
}

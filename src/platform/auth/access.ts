import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Action } from '../../domain/permissions.js';
import type { Person } from '../database/actor.js';

export const ACTION = 'klankbord:action';

/** No sign-in asked. Rare, and meant. */
export const ANYONE = 'anyone';
/** Signed in is enough, with or without a mandate: one's own session. */
export const SIGNED_IN = 'signed-in';

/** What a route does, in the words of `domain/permissions.ts`. A route that names none stops the start-up. */
export const Does = (action: Action | typeof ANYONE | typeof SIGNED_IN) =>
  applyDecorators(SetMetadata(ACTION, action), RouteConfig({ action }));

/** The code with which the guard refuses who has not set their ways in. */
export const ENROLMENT_REQUIRED = 'enrolment-required';
export const WHILE_ENROLLING = 'klankbord:while-enrolling';

/** A route that answers who is not quite in: to set the ways in, to show a second factor, to leave. */
export const WhileEnrolling = () => SetMetadata(WHILE_ENROLLING, true);

export const FRESH = 'klankbord:fresh-factor';
export const STEP_UP_REQUIRED = 'step-up-required';

/** A route that asks for a second factor of the last minutes: what it does cannot be undone, or takes much along. */
export const FreshFactor = () => SetMetadata(FRESH, true);

export interface SignedInRequest extends FastifyRequest {
  person?: Person & { organisationName: string };
  mandates?: (Person & { organisationName: string })[];
  /** Signed in only to set their ways in. */
  enrolling?: boolean;
}

/** Who asks, under which mandate. */
export const Me = createParamDecorator((_data: unknown, context: ExecutionContext): Person => {
  const { person } = context.switchToHttp().getRequest<SignedInRequest>();
  if (!person) throw new Error('@Me() on a route that asks no sign-in');
  return person;
});

export const accountIdOf = (request: FastifyRequest): string | undefined =>
  (request.session as { passport?: { accountId: string } } | undefined)?.passport?.accountId;

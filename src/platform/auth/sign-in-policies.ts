import type { SignInPolicy } from '../../domain/sign-in-policy.js';
import type { Querying } from '../clock/clock.js';

export const SIGN_IN_POLICIES = Symbol('SignInPolicies');

/** Where the dated numbers come from. */
export interface SignInPolicies {
  policy(db: Querying): Promise<SignInPolicy>;
}

import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { DeclaredActions } from './declared-actions.js';
import { Authenticators } from './factors/authenticators.js';
import { Passkeys } from './factors/passkeys.js';
import { RecoveryCodes } from './factors/recovery-codes.js';
import { WaysIn } from './factors/ways-in.js';
import { People } from './people.js';
import { PublicLimits } from './public-limits.js';
import { SignIn } from './sign-in.js';
import { SignInLimits } from './sign-in-limits.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [People, SignIn, SignInLimits, PublicLimits, Authenticators, Passkeys, RecoveryCodes, WaysIn, DeclaredActions, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [People, SignIn, SignInLimits, PublicLimits, Authenticators, Passkeys, RecoveryCodes, WaysIn],
})
export class AuthModule {}

import { Module } from '@nestjs/common';
import { Identities } from './identities.js';
import { IdentityProvider } from './identity-provider.js';
import { SingleSignOn } from './single-sign-on.js';

@Module({ providers: [IdentityProvider, Identities, SingleSignOn], exports: [IdentityProvider, Identities, SingleSignOn] })
export class SingleSignOnModule {}

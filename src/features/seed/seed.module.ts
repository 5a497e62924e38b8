import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConsultsModule } from '../consults/consults.module.js';
import { FollowUpsModule } from '../follow-ups/follow-ups.module.js';
import { Account } from '../accounts/account.entity.js';
import { Mandate } from '../accounts/mandate.entity.js';
import { Affiliation } from '../organisations/affiliation.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { ReferenceSet } from '../reference-data/reference-set.entity.js';
import { TeamEntity } from '../teams/team.entity.js';
import { DemoConsults } from './demo-consults.js';

export const SEED_ENTITIES = [Account, Mandate, Affiliation, Organisation, ReferenceSet, TeamEntity];

@Module({ imports: [TypeOrmModule.forFeature(SEED_ENTITIES), ConsultsModule, FollowUpsModule], providers: [DemoConsults] })
export class SeedModule {}

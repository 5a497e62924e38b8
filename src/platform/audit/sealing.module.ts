import { Module } from '@nestjs/common';
import { OwnerDatabase } from '../database/owner-database.js';
import { DetachMonths } from './detach-months.js';
import { HeadsFile } from './heads-file.js';
import { OpenEpoch } from './open-epoch.js';
import { Sealer } from './sealer.js';
import { SealStore } from './seal-store.js';
import { Verifier } from './verifier.js';

const SERVICES = [Sealer, Verifier, OpenEpoch, DetachMonths];

/** Seals what is on record, and tells whether it is still what was sealed. */
@Module({ providers: [...SERVICES, SealStore, HeadsFile, OwnerDatabase], exports: SERVICES })
export class SealingModule {}

import { Global, Module } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { createDataSource } from '../database/data-source.js';
import { Brake } from './brake.js';
import { Keks } from './keks.js';
import { KeyFile } from './key-file.js';
import { KEY_PROVIDER } from './key-provider.js';
import { Ledger } from '../ledger/ledger.js';
import { Destruction } from './destruction.js';
import { SweepOrphanKeys } from './sweep-orphan-keys.js';
import { Vault } from './vault.js';
import { VAULT_SOURCE } from './vault-source.js';

@Global()
@Module({
  providers: [
    {
      provide: VAULT_SOURCE,
      inject: [CONFIG],
      useFactory: (config: Config) => createDataSource(config.vaultDatabaseUrl, 'vault', 6).initialize(),
    },
    { provide: KeyFile, inject: [CONFIG], useFactory: (config: Config) => new KeyFile(config.kekFile) },
    { provide: KEY_PROVIDER, useExisting: KeyFile },
    Keks,
    Brake,
    Vault,
    Ledger,
    Destruction,
    SweepOrphanKeys,
  ],
  exports: [Vault, Ledger, Destruction, SweepOrphanKeys, VAULT_SOURCE, KEY_PROVIDER, KeyFile, Keks],
})
export class VaultModule {}

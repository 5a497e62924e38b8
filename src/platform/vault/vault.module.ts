import { Global, Module } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { createDataSource } from '../database/data-source.js';
import { Vault, VAULT_SOURCE } from './vault.js';

@Global()
@Module({
  providers: [
    {
      provide: VAULT_SOURCE,
      inject: [CONFIG],
      useFactory: (config: Config) => createDataSource(config.vaultDatabaseUrl, 'vault', 6).initialize(),
    },
    Vault,
  ],
  exports: [Vault],
})
export class VaultModule {}

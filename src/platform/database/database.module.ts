import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { dataSourceOptions } from './data-source.js';
import { Database } from './database.js';
import { RELAY_SOURCE, RoleSource, SIGN_IN_SOURCE } from './role-source.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({
        ...dataSourceOptions(config.databaseUrl, 'main', 12),
        autoLoadEntities: true,
        retryAttempts: 1,
      }),
    }),
  ],
  providers: [
    Database,
    {
      provide: SIGN_IN_SOURCE,
      inject: [CONFIG],
      useFactory: (config: Config) => RoleSource.open(config.databaseUrl, 'klankbord_sign_in', 6),
    },
    {
      provide: RELAY_SOURCE,
      inject: [CONFIG],
      useFactory: (config: Config) => RoleSource.open(config.databaseUrl, 'klankbord_relay', 4),
    },
  ],
  exports: [Database, SIGN_IN_SOURCE, RELAY_SOURCE],
})
export class DatabaseModule {}

import { Global, Module } from '@nestjs/common';
import { loadConfig } from './config.js';

/** Injection token of the one `Config`. */
export const CONFIG = Symbol('Config');

@Global()
@Module({
  providers: [{ provide: CONFIG, useFactory: () => loadConfig() }],
  exports: [CONFIG],
})
export class ConfigModule {}

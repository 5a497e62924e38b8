import type { OnApplicationShutdown } from '@nestjs/common';
import type { Querying, Rows } from '../clock/clock.js';
import { createDataSource } from './data-source.js';
import type { DbRole } from './roles.js';

/** Single statements as one narrow role, without the round trips of a transaction: sessions, the relay's leases. */
export class RoleSource implements Querying, OnApplicationShutdown {
  private constructor(private readonly source: ReturnType<typeof createDataSource>) {}

  static async open(url: string, role: DbRole, poolSize: number): Promise<RoleSource> {
    return new RoleSource(await createDataSource(url, 'main', poolSize, role).initialize());
  }

  query(sql: string, parameters?: unknown[]): Promise<Rows> {
    return this.source.query(sql, parameters);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}

/** Injection tokens. */
export const SIGN_IN_SOURCE = Symbol('sign-in RoleSource');
export const RELAY_SOURCE = Symbol('relay RoleSource');

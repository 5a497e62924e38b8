import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { createDataSource } from './data-source.js';
import { Database, type Tx } from './database.js';
import { migrationUrls } from './migrations.js';
import type { SystemName } from './roles.js';

/** The main database as the owner of its schema, for commands that change what the app may not. */
@Injectable()
export class OwnerDatabase {
  constructor(private readonly clock: Clock) {}

  /** One transaction. The address is MIGRATION_DATABASE_URL. */
  async as<T>(name: SystemName, work: (tx: Tx) => Promise<T>): Promise<T> {
    const source = await createDataSource(migrationUrls(process.env).main, 'main', 1).initialize();
    try {
      return await new Database(source, this.clock).asSystem(name, work);
    } finally {
      await source.destroy();
    }
  }
}

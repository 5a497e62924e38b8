import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import pg from 'pg';
import { AppModule, WorkerModule } from '../../src/app.module.js';
import { configure, createAdapter } from '../../src/configure.js';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import { Schedules } from '../../src/features/reminders/schedules.js';
import { Relay } from '../../src/platform/outbox/relay.js';
import { asAdmin, ownDatabases } from './databases.js';
import { Mailbox } from './mailbox.js';
import { ownQueue } from './queue.js';
import { Visitor } from './visitor.js';

/** The real app and the real worker on real Postgres, with a mail server that can misbehave. */
export class World {
  readonly mailbox = new Mailbox();
  app: NestFastifyApplication;
  worker: INestApplicationContext | undefined;
  private eye: pg.Pool;
  private folder: string;
  private drop: () => Promise<void>;

  static async start(options: { worker?: boolean; env?: Record<string, string> } = {}): Promise<World> {
    const world = new World();
    await world.mailbox.start();
    const { env, drop } = await ownDatabases();
    world.drop = drop;
    world.folder = mkdtempSync(join(tmpdir(), 'klankbord-world-'));
    const keyFile = (name: string): string => {
      writeFileSync(join(world.folder, name), `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
      return join(world.folder, name);
    };
    Object.assign(process.env, env, await ownQueue(), {
      KLANKBORD_MODE: 'test',
      KLANKBORD_RETRY_UNIT_MS: '20',
      KLANKBORD_SCHEDULE_UNIT_MS: '1000',
      KEK_FILE: keyFile('kek'),
      AUDIT_KEY_FILE: keyFile('audit-key'),
      BACKUP_DIR: join(world.folder, 'backups'),
      AUDIT_HEADS_FILE: join(world.folder, 'audit-heads.log'),
      LEDGER_FILE: join(world.folder, 'ledger.log'),
      SESSION_SECRET: randomBytes(24).toString('hex'),
      SMTP_URL: world.mailbox.url,
      PORT: '0',
      ...options.env,
    });
    await world.open(options);
    return world;
  }

  /** Web and worker, on the databases that the environment names now. */
  async open({ worker = true } = {}): Promise<void> {
    this.eye = new pg.Pool({ connectionString: asAdmin(process.env.DATABASE_URL!), max: 3 });
    // Its end does not wait until the server has let go, and the databases are dropped with force: that is no news.
    this.eye.on('error', () => undefined);
    this.app = await NestFactory.create<NestFastifyApplication>(AppModule.in('test'), createAdapter(), {
      bodyParser: false,
      logger: ['error', 'fatal'],
      abortOnError: false,
    });
    await configure(this.app);
    await this.app.listen(0, '127.0.0.1');
    if (worker) this.worker = await startWorker();
  }

  /** Nothing of it runs any more; the databases stay. */
  async close(): Promise<void> {
    if (this.worker) await stopWorker(this.worker);
    this.worker = undefined;
    await this.app?.close();
    await this.eye?.end();
  }

  get url(): string {
    const { port } = this.app.getHttpServer().address() as { port: number };
    return `http://127.0.0.1:${port}`;
  }

  /** Raw SQL as somebody who sees through everything: what really stands in the tables. */
  async query(sql: string, parameters: unknown[] = []): Promise<any> {
    return (await this.eye.query(sql, parameters)).rows;
  }

  /** Signed in as one of the demo people: "club-gent", "1712-ovl" … */
  signIn(name: string): Promise<Visitor> {
    return Visitor.signIn(this.url, demoEmail(name), DEMO_PASSWORD);
  }

  anyone(): Visitor {
    return new Visitor(this.url);
  }

  /** Sets the domain clock; answers once what fell due is planned. Local Brussels time without offset, or ISO with one. */
  async setClock(now: string): Promise<void> {
    await request(this.url).put('/api/v1/dev/clock').send({ now }).expect(200);
  }

  /** Waits until nothing that is due is left to do. */
  async settled(patienceMs = 10_000): Promise<void> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const [{ left }] = await this.query(
        `select count(*)::int as left from outbox where done_at is null and dead_at is null
           and coalesce(not_before, '-infinity') <= coalesce((select stands_at from dev.clock), now())`,
      );
      if (!left) return;
      if (Date.now() > until) throw new Error(`${left} outbox rows are still waiting`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  async stop(): Promise<void> {
    await this.close();
    await this.mailbox.stop();
    await this.drop?.();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function startWorker(): Promise<INestApplicationContext> {
  const worker = await NestFactory.createApplicationContext(WorkerModule, { logger: ['error', 'fatal'], abortOnError: false });
  worker.get(Relay).start();
  worker.get(Schedules).start();
  return worker;
}

export async function stopWorker(worker: INestApplicationContext): Promise<void> {
  worker.get(Schedules).stop();
  await worker.get(Relay).stop();
  await worker.close();
}

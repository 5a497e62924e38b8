import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { CommandModule } from '../../src/app.module.js';
import { Sealer } from '../../src/platform/audit/sealer.js';
import { Verifier } from '../../src/platform/audit/verifier.js';
import { Commands, Refusal } from '../../src/platform/cli/commands.js';
import { eventually } from './patience.js';

/** A sealer and a verification of their own, on the databases and the key of the world that was started last. */
export class Sealing {
  private constructor(private readonly app: INestApplicationContext) {}

  static async start(): Promise<Sealing> {
    return new Sealing(await NestFactory.createApplicationContext(CommandModule, { logger: ['error', 'fatal'], abortOnError: false }));
  }

  get sealer(): Sealer {
    return this.app.get(Sealer);
  }

  /** Until nothing is unsealed: transactions of other databases hold a sealer up as well. */
  async sealAll(): Promise<void> {
    await eventually('everything on record is sealed', async () => {
      await this.sealer.run();
      return (await this.app.get(Verifier).verify()).unsealed === 0;
    });
  }

  /** What a verification finds wrong, and how many rows it saw. */
  async verify(): Promise<{ rows: number; seals: number; epochs: number; unsealed: number; wrong: string[]; notes: string[] }> {
    const { findings, ...counts } = await this.app.get(Verifier).verify();
    return { ...counts, wrong: findings.shown, notes: findings.notes };
  }

  /** A command as it is typed, without a process of its own. */
  async type(...words: string[]): Promise<{ code: number; output: string }> {
    const { command: found, args } = this.app.get(Commands).find(words)!;
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      const code = await found.run(args);
      return { code, output: write.mock.calls.map(([text]) => String(text)).join('') };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { code: 1, output: `${error.message}\n` };
    } finally {
      write.mockRestore();
    }
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}

/** As somebody who may do anything to the main database: no right, no trigger stands in the way. */
export async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(process.env.TEST_DATABASE_ADMIN_URL!);
  url.pathname = new URL(process.env.DATABASE_URL!).pathname;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    return await work(client);
  } finally {
    await client.end();
  }
}

/** As the owner of the schema, who has every right of a program of ours. */
export async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The same in a process of its own, as a person with access to the server has it. */
export function command(...words: string[]): Promise<{ code: number; output: string }> {
  const program = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], { env: { ...process.env, NODE_OPTIONS: '' } }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

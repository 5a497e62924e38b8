import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { AppModule, CommandModule, MigrationModule, WorkerModule } from '../../src/app.module.js';
import { Commands, Refusal } from '../../src/platform/cli/commands.js';
import { kekIdOf } from '../../src/platform/vault/key-file.js';

const path = (): string => process.env.KEK_FILE!;

export const keyLines = (): string[] => readFileSync(path(), 'utf8').trim().split('\n');
export const kekIds = (): string[] => keyLines().map((line) => kekIdOf(Buffer.from(line, 'base64')));
export const keyFileMode = (): number => statSync(path()).mode & 0o777;

/** As somebody puts another file in its place. */
export function putKeyFile(lines: readonly string[]): void {
  writeFileSync(`${path()}.new`, `${lines.join('\n')}\n`, { mode: 0o600 });
  renameSync(`${path()}.new`, path());
}

const quiet = { logger: ['error', 'fatal'] as ('error' | 'fatal')[], abortOnError: false };
const PROCESSES = { web: AppModule.in('test'), worker: WorkerModule, migrate: MigrationModule, commands: CommandModule };

/** Starts and stops what one of the processes is made of. @throws what its start is refused with */
export async function start(process: keyof typeof PROCESSES): Promise<void> {
  const app = await NestFactory.createApplicationContext(PROCESSES[process], quiet);
  await app.close();
}

/** What is typed after `npm run`: "vault:rotate --retire", "admin vault restored". @returns what is said, refusals included */
export async function command(words: string): Promise<string> {
  const app = await NestFactory.createApplicationContext(CommandModule, quiet);
  const write = process.stdout.write;
  let said = '';
  process.stdout.write = ((text: string) => ((said += text), true)) as typeof write;
  try {
    const found = app.get(Commands).find(words.split(' '))!;
    await found.command.run(found.args);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    said += error.message;
  } finally {
    process.stdout.write = write;
    await app.close();
  }
  return said;
}

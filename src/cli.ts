import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CommandModule } from './app.module.js';
import { leave, QUIET, refuse } from './lifeline.js';
import { Commands, Refusal } from './platform/cli/commands.js';
import { loadConfig } from './platform/config/config.js';
import { reach } from './platform/database/reach.js';

/** `node dist/src/cli.js NAME …`: one command, and what it returns is how this ends. */
try {
  const config = loadConfig();
  await reach({ DATABASE_URL: config.databaseUrl, VAULT_DATABASE_URL: config.vaultDatabaseUrl });
  const app = await NestFactory.createApplicationContext(CommandModule, QUIET);
  const commands = app.get(Commands);
  const words = process.argv.slice(2);
  const found = commands.find(words);
  await leave(app, found ? await run(found) : usage(commands, words));
} catch (error) {
  refuse(error);
}

async function run({ command, args }: NonNullable<ReturnType<Commands['find']>>): Promise<number> {
  try {
    return await command.run(args);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function usage(commands: Commands, words: string[]): number {
  const asked = words.length === 1 || words.includes('--help');
  process.stdout.write(`Commands of Klankbord:\n${commands.help()}\n`);
  return asked ? 0 : 2;
}

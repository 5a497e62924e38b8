import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CommandModule } from './app.module.js';
import { restoreRows, withoutDatabase } from './features/backup/offline.js';
import { secureRows } from './features/row-security/secure-rows.js';
import { leave, QUIET, refuse } from './lifeline.js';
import { Commands, Refusal } from './platform/cli/commands.js';
import { loadConfig } from './platform/config/config.js';
import { migrate, migrationUrls } from './platform/database/migrations.js';
import { reach, reachAsOwner } from './platform/database/reach.js';

const words = process.argv.slice(2);
/** They read or make whole tables: the app's role may not. */
const asOwner = /^(backup|restore|admin audit)\b/.test(words.join(' '));

/** `node dist/src/cli.js NAME …`: one command, and what it returns is how this ends. */
try {
  if (await withoutDatabase(words, process.env)) process.exit(0);
  const config = loadConfig();
  await reach({ DATABASE_URL: config.databaseUrl, VAULT_DATABASE_URL: config.vaultDatabaseUrl });
  if (asOwner) await reachAsOwner(migrationUrls(process.env));
  if (words[0] === 'restore') await putBack();
  const app = await NestFactory.createApplicationContext(CommandModule, QUIET);
  const commands = app.get(Commands);
  const found = commands.find(words);
  await leave(app, found ? await run(found) : usage(commands));
} catch (error) {
  if (error instanceof Refusal) process.exit(say(error));
  refuse(error);
}

/** Before there is an application, which starts on whole databases only. */
async function putBack(): Promise<void> {
  const urls = migrationUrls(process.env);
  await restoreRows(words.slice(1), process.env, urls);
  await migrate(urls, secureRows);
}

async function run({ command, args }: NonNullable<ReturnType<Commands['find']>>): Promise<number> {
  try {
    return await command.run(args);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return say(error);
  }
}

function say(refusal: Refusal): number {
  process.stderr.write(`${refusal.message}\n`);
  return 1;
}

function usage(commands: Commands): number {
  const asked = words.length === 1 || words.includes('--help');
  process.stdout.write(`Commands of Klankbord:\n${commands.help()}\n`);
  return asked ? 0 : 2;
}

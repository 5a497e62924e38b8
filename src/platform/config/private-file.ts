import { readFileSync, statSync } from 'node:fs';
import { ConfigError } from './config-error.js';

/** The text of a file that nobody else can read. @throws ConfigError naming the key */
export function readPrivateFile(name: string, path: string): string {
  try {
    if (statSync(path).mode & 0o077) throw new ConfigError(`${name} may be readable by its owner only (chmod 600)`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${name} cannot be read`);
  }
}

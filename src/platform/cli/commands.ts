import { Injectable, SetMetadata } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';

/** What a person with access to the server runs: `npm run admin -- kek confirm-copy`. */
export interface Command {
  /** Prints what it did. @returns the exit code. @throws Refusal with what to do */
  run(args: string[]): Promise<number>;
}

/** Said to the person at the keyboard, without a stack. */
export class Refusal extends Error {}

interface Described {
  name: string;
  help: string;
}

const COMMAND = 'klankbord:command';

/** `name` is what is typed ("audit:verify", "admin breach-report"), `help` one line with its options. */
export const CliCommand = (name: string, help: string): ClassDecorator => SetMetadata(COMMAND, { name, help });

@Injectable()
export class Commands {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** The command with the longest name that the words begin with, and the words that are left; null for none. */
  find(words: string[]): { command: Command; args: string[] } | null {
    const found = this.all()
      .map(({ name, command }) => ({ command, parts: name.split(' ') }))
      .filter(({ parts }) => parts.every((part, index) => words[index] === part))
      .sort((a, b) => b.parts.length - a.parts.length)[0];
    return found ? { command: found.command, args: words.slice(found.parts.length) } : null;
  }

  help(): string {
    const all = this.all().sort((a, b) => a.name.localeCompare(b.name));
    const width = Math.max(0, ...all.map(({ name }) => name.length));
    return all.map(({ name, help }) => `  ${name.padEnd(width)}  ${help}`).join('\n');
  }

  private all(): (Described & { command: Command })[] {
    return this.discovery.getProviders().flatMap(({ metatype, instance }) => {
      const described = metatype && this.reflector.get<Described | undefined>(COMMAND, metatype);
      return described ? [{ ...described, command: instance as Command }] : [];
    });
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Klankbord started as a person starts it: the built programs, an embedded Postgres, data of its own. */
export class Started {
  output = '';
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(
    readonly dataDir: string,
    env: Record<string, string> = {},
  ) {
    const { KLANKBORD_MODE: _mode, SMTP_URL: _smtp, KEK_FILE: _kek, BACKUP_KEY_FILE: _backup, BACKUP_DIR: _backups, AUDIT_KEY_FILE: _key, AUDIT_HEADS_FILE: _heads, LEDGER_FILE: _ledger, SESSION_SECRET: _secret, ...inherited } = process.env;
    const clean = Object.fromEntries(Object.entries(inherited).filter(([key]) => !/DATABASE_URL|^REDIS_URL$|^NODE_OPTIONS$/.test(key)));
    this.child = spawn(process.execPath, ['scripts/start.mjs'], {
      env: { ...clean, PORT: '0', KLANKBORD_DATA: dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout!.on('data', (text) => (this.output += text));
    this.child.stderr!.on('data', (text) => (this.output += text));
    this.ended = new Promise((done) => this.child.once('exit', done));
  }

  static inNewFolder(env?: Record<string, string>): Started {
    return new Started(mkdtempSync(join(tmpdir(), 'klankbord smoke ')), env);
  }

  /** Its address. @throws when it ends before it is ready */
  async ready(): Promise<string> {
    const seen = async (): Promise<string> => {
      for (;;) {
        const found = this.output.match(/^Klankbord is ready: (\S+)$/m);
        if (found) return found[1]!;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    return Promise.race([
      seen(),
      this.ended.then((code) => {
        throw new Error(`ended with ${code} before it was ready:\n${this.output}`);
      }),
    ]);
  }

  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  async clean(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

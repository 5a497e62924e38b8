import { Inject, Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { AppendOnlyFile } from '../append-only-file.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';

/** A record that was destroyed: it must never come back, also not out of a backup. */
export interface Tombstone {
  at: Temporal.Instant;
  kind: string;
  id: string;
  rule: string;
}

/** A consult that was sent: after a restore it tells which are missing, and whose they were. */
export interface Sent {
  at: Temporal.Instant;
  reference: string;
  consultId: string;
  accountId: string;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const MOMENT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z`;
const TOMBSTONE = new RegExp(`^tombstone (${MOMENT}) ([a-z-]+) (${UUID}) ([a-z-]+)$`);
const REFERENCE = new RegExp(`^reference (${MOMENT}) ([0-9A-Z-]+) (${UUID}) (${UUID})$`);

/** What was destroyed and what was asked, outside the databases: ids, moments and codes, only ever added to. */
@Injectable()
export class Ledger {
  private readonly file: AppendOnlyFile;

  constructor(@Inject(CONFIG) config: Config) {
    this.file = new AppendOnlyFile(config.ledgerFile);
  }

  /** Before what must be followed by a line. @throws when none can be added */
  refuseUnwritable(): void {
    this.file.refuseUnwritable();
  }

  /** On the disk when this returns. The same one twice is as once. */
  bury(tombstones: readonly Tombstone[]): void {
    this.file.append(...tombstones.map(({ at, kind, id, rule }) => `tombstone ${at} ${kind} ${id} ${rule}`));
  }

  enter({ at, reference, consultId, accountId }: Sent): void {
    this.file.append(`reference ${at} ${reference} ${consultId} ${accountId}`);
  }

  /** As far as it reached when this began; each record once. What is no whole line is passed over. */
  async read(): Promise<{ tombstones: Tombstone[]; sent: Sent[] }> {
    const tombstones = new Map<string, Tombstone>();
    const sent = new Map<string, Sent>();
    for await (const { text } of this.file.lines()) {
      const [, buried, kind, id, rule] = TOMBSTONE.exec(text) ?? [];
      if (buried && !tombstones.has(id!)) tombstones.set(id!, { at: Temporal.Instant.from(buried), kind: kind!, id: id!, rule: rule! });
      const [, at, reference, consultId, accountId] = REFERENCE.exec(text) ?? [];
      if (at) sent.set(consultId!, { at: Temporal.Instant.from(at), reference: reference!, consultId: consultId!, accountId: accountId! });
    }
    return { tombstones: [...tombstones.values()], sent: [...sent.values()] };
  }
}

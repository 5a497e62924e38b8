import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { Database } from '../database/database.js';
import { Findings } from './findings.js';
import { HeadsFile, type Head } from './heads-file.js';
import { macOfRest } from './detach-months.js';
import { FIRST_HEAD, follows, isAhead, type Seal } from './seal-chain.js';
import { Sealer } from './sealer.js';
import { BEGINNING, SealStore, upTo, type Tombstone } from './seal-store.js';
import { HeadsBeside } from './verify-heads.js';
import { nameOf, RowQueue, verifyRows } from './verify-seal.js';

const PAGE = 5000;
/** A seal carries a mark of each of its rows. */
const SEALS_PAGE = 100;
/** Younger rows may still be on their way to a seal. */
const YOUNG_SECONDS = 60;

export interface Verdict {
  rows: number;
  seals: number;
  epochs: number;
  unsealed: number;
  findings: Findings;
}

/** What was true while no sealer was at work. */
interface Frame {
  last: typeof BEGINNING;
  tombstone: Tombstone | null;
  hasFile: boolean;
  fileSize: number;
  onItsWay: Head | null;
  unsealed: { young: number; old: number; some: string[] };
}

/** Every seal against its rows, the seal before it and the heads file. Reads page by page, while the sealer goes on. */
@Injectable()
export class Verifier {
  constructor(
    private readonly database: Database,
    private readonly store: SealStore,
    private readonly heads: HeadsFile,
    private readonly sealer: Sealer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async verify(): Promise<Verdict> {
    const frame = await this.frame();
    const verdict: Verdict = { rows: 0, seals: 0, epochs: 0, unsealed: frame.unsealed.young, findings: new Findings() };
    const { findings } = verdict;
    const sealed = isAhead(frame.last, BEGINNING);
    if (!frame.hasFile && sealed) findings.add(`the heads file is missing (${this.heads.path}): nothing says whether the end of the record was cut off`);
    await this.verifySeals(frame, verdict);
    for (const id of frame.unsealed.some) findings.add(`row ${id} is older than ${YOUNG_SECONDS} seconds and not sealed`);
    const more = frame.unsealed.old - frame.unsealed.some.length;
    if (more > 0) findings.add(`${more} more rows are older than ${YOUNG_SECONDS} seconds and not sealed`);
    return verdict;
  }

  private frame(): Promise<Frame> {
    return this.database.asSystem('sealer', async (tx) => {
      await this.store.lock(tx);
      const last = await this.store.last(tx);
      const written = this.heads.last();
      const unfinished = written && isAhead(written, last) ? await this.sealer.unfinished(tx, last, written) : null;
      return {
        last,
        tombstone: await this.store.tombstone(tx),
        hasFile: this.heads.exists(),
        fileSize: this.heads.size(),
        onItsWay: unfinished && written,
        unsealed: await this.store.unsealed(tx, last.last, YOUNG_SECONDS),
      };
    });
  }

  private async verifySeals(frame: Frame, verdict: Verdict): Promise<void> {
    const { findings } = verdict;
    const { auditKey } = this.config;
    const beside = new HeadsBeside(this.heads.heads(frame.fileSize), findings, frame.last.epoch, frame.onItsWay);
    const rows = new RowQueue(upTo((after) => this.page((tx) => this.store.after(tx, after, PAGE)), frame.last.last));
    if (frame.tombstone) await this.verifyRest(frame.tombstone, rows, findings);
    let before = frame.tombstone?.head ?? FIRST_HEAD;
    let epoch = 0;
    for await (const seal of this.seals(frame.last)) {
      const missing = frame.hasFile ? await beside.against(seal) : [];
      verdict.seals += 1;
      verdict.epochs += Number(seal.epoch !== epoch);
      epoch = seal.epoch;
      // The rows of months that were detached are gone; their seals stay for the heads file to be compared with.
      if (frame.tombstone && !isAhead(seal, frame.tombstone)) continue;
      for (const head of missing) await drain(rows.until(head.last));
      if (!follows(auditKey, before, seal)) findings.add(`${nameOf(seal)} was changed, or does not follow the one before it`);
      await verifyRows(auditKey, seal, rows.until(seal.last), findings);
      before = seal.head;
    }
    if (frame.hasFile) await beside.rest();
    verdict.rows = rows.taken;
  }

  /** Of the rows before the tombstone's place some may be left, of younger months: they stand under its HMAC. */
  private async verifyRest(tombstone: Tombstone, rows: RowQueue, findings: Findings): Promise<void> {
    const mac = await macOfRest(this.config.auditKey, tombstone, rows.until(tombstone.last));
    if (!mac.equals(tombstone.mac)) findings.add(`what was left when ${tombstone.month} was detached, up to ${tombstone.last.id}, was changed`);
  }

  private async *seals(last: { epoch: number; number: number }): AsyncGenerator<Seal> {
    for (let at = { epoch: 0, number: 0 }; ; ) {
      const page = await this.page((tx) => this.store.seals(tx, at, SEALS_PAGE));
      for (const seal of page) {
        if (isAhead(seal, last)) return;
        yield seal;
      }
      if (!page.length) return;
      at = page.at(-1)!;
    }
  }

  private page<T>(read: Parameters<typeof this.database.asSystem<T>>[1]): Promise<T> {
    return this.database.asSystem('sealer', read);
  }
}

async function drain(rows: AsyncGenerator<unknown>): Promise<void> {
  for await (const _row of rows);
}

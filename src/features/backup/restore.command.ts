import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { gapSentence } from '../../domain/restore-gap.js';
import { OpenEpoch } from '../../platform/audit/open-epoch.js';
import { verdictText } from '../../platform/audit/verdict-text.js';
import { Verifier } from '../../platform/audit/verifier.js';
import { CliCommand, Refusal, type Command } from '../../platform/cli/commands.js';
import { optionsOf } from '../../platform/cli/options.js';
import { Database } from '../../platform/database/database.js';
import { Vault } from '../../platform/vault/vault.js';
import { linesOf, ReplayLedger } from '../retention/replay-ledger.js';
import { momentOf, RESTORE_OPTIONS } from './offline.js';
import { RestoreGaps } from './restore-gaps.js';

/** Once the rows are back (offline.ts): a new epoch, what was destroyed destroyed again, the record verified, the gap said. */
@Injectable()
@CliCommand('restore', '--main FILE [--vault FILE] [--replace]: puts backups back; --recovered-to MOMENT: after a recovery from WAL; --finish goes on')
export class RestoreCommand implements Command {
  constructor(
    private readonly database: Database,
    private readonly gaps: RestoreGaps,
    private readonly epochs: OpenEpoch,
    private readonly verifier: Verifier,
    private readonly vault: Vault,
    private readonly ledger: ReplayLedger,
  ) {}

  async run(args: string[]): Promise<number> {
    const { 'recovered-to': recovered } = optionsOf(args, RESTORE_OPTIONS);
    if (recovered) await this.noteRecovery(momentOf(recovered));
    const gap = await this.database.asSystem('command', (tx) => this.gaps.last(tx));
    if (!gap) throw new Refusal('Nothing was put back here.');
    const { epoch, sealed } = await this.epochs.open('restore');
    say(`Sealed ${sealed} rows of the audit record as they stood. Epoch ${epoch} begins.`);
    const replayed = await this.ledger.run();
    linesOf(replayed).forEach(say);
    await this.database.asSystem('command', (tx) => tx.audit('backup.restore', { kind: 'restore-gap', id: gap.id }));
    const verdict = await this.verifier.verify();
    process.stdout.write(verdictText(verdict));
    say(`${gapSentence(gap)}\nThat is what everybody with a mandate is told, by a notice and a mail, once web and worker run.`);
    return verdict.findings.count || replayed.unknown ? 1 : 0;
  }

  /** What Postgres recovered by itself, from its archived WAL, lacks what came after this moment just the same. */
  private async noteRecovery(moment: Temporal.Instant): Promise<void> {
    await this.vault.noteRestore();
    await this.database.asSystem('command', (tx) => this.gaps.begin(tx, moment));
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { WHAT_IS_WRONG } from '../../../domain/club-import/columns.js';
import { planImport, type Outcome, type PlannedRow } from '../../../domain/club-import/plan.js';
import { organisationState } from '../../../domain/organisations.js';
import { isSharedMailbox } from '../../../domain/registration-policy.js';
import type { Person } from '../../../platform/database/actor.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { isUuid } from '../../../platform/http/ids.js';
import { invalid, rule } from '../../../platform/http/problem.js';
import { ReferenceData } from '../../reference-data/reference-data.js';
import { prepareContacts, type NamedContact } from '../../registrations/prepare-contacts.js';
import { csvOf } from '../csv-of.js';
import { todayOf } from '../organisation-scope.js';
import { ORGANISATIONS, type OrganisationRow } from '../organisation-views.js';
import { refusedByTheTable } from '../refused-by-the-table.js';
import { applyPlan } from './apply-plan.js';
import { clubsInView } from './clubs-in-view.js';
import { readClubs, type ClubsFile } from './read-csv.js';

export interface ImportRow {
  /** Of the file, where the row begins. */
  line: number;
  name: string;
  outcome: Outcome;
  organisationId: string | null;
  errors: string[];
  remarks: string[];
}

export interface ImportReport {
  /** With it the same file is applied. */
  fingerprint: string;
  applied: boolean;
  federation: { id: string; name: string };
  encoding: string;
  unknownColumns: string[];
  counts: Record<Outcome, number>;
  /** How many persons the file names, and what happens with them. */
  contacts: { count: number; note: string };
  rows: ImportRow[];
}

const CONTACTS = 'Een import nodigt niemand uit. Wie een e-mailadres heeft, staat daarna klaar bij de federatie die de club nakijkt: die nodigt hen uit.';

/** A federation's clubs from its own list (domain 10): first a report row by row, then the good rows in one transaction. */
@Injectable()
export class ImportClubs {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  /**
   * What the file would do; with the fingerprint of such a report, does it. A wrong row is left out and said, the others go in.
   * @param federation for an administrator; a federation's contact imports for her own
   * @throws Problem 400 for no federation, 422 for a file that cannot be read or is not the one of the fingerprint
   */
  run(me: Person, bytes: Buffer, options: { federation?: string; fingerprint?: string }): Promise<ImportReport> {
    return this.database.withActor(me, async (tx) => {
      const file = await this.read(tx, bytes);
      const federation = await federationFor(tx, me, options.federation);
      const fingerprint = fingerprintOf(federation.id, bytes);
      if (options.fingerprint === undefined) return report(file, federation, fingerprint, (await planned(tx, me, federation.id, file)).plan, null);
      if (options.fingerprint !== fingerprint) throw rule('other-file', 'Dit is niet het bestand dat nagekeken is. Er is niets ingelezen. Kijk het eerst opnieuw na.');
      // Two imports at once would each make the same new club.
      await tx.query(`select pg_advisory_xact_lock(hashtext('klankbord import of clubs'))`);
      const { plan, known } = await planned(tx, me, federation.id, file);
      const made = await applyPlan(tx, federation.id, plan, known);
      const named = plan.flatMap((row) => row.people.map((one) => ({ ...one, clubId: made.get(row) ?? row.clubId })));
      await prepareContacts(tx, me, federation.id, named.filter((one): one is NamedContact => one.clubId !== null));
      await tx.audit('organisation.import', { kind: 'organisation', id: federation.id });
      return report(file, federation, fingerprint, plan, made);
    }).catch(refusedByTheTable);
  }

  /** The rows that are wrong, as they came, each with what is wrong: a CSV to mend and bring back. */
  wrongRows(me: Person, bytes: Buffer, options: { federation?: string }): Promise<string> {
    return this.database.withActor(me, async (tx) => {
      const file = await this.read(tx, bytes);
      const federation = await federationFor(tx, me, options.federation);
      const { plan } = await planned(tx, me, federation.id, file);
      const wrong = plan.filter(({ outcome }) => outcome === 'wrong');
      const cells = (line: number): string[] => file.titles.map((_title, place) => file.cells.get(line)![place] ?? '');
      return csvOf([[...file.titles, WHAT_IS_WRONG], ...wrong.map(({ line, errors }) => [...cells(line), errors.join(' ')])]);
    });
  }

  private async read(tx: Tx, bytes: Buffer): Promise<ClubsFile> {
    const policy = (await this.reference.on(tx, tx.now)).registrations;
    return readClubs(bytes, (email) => isSharedMailbox(email, policy));
  }
}

async function planned(tx: Tx, me: Person, federationId: string, file: ClubsFile) {
  const known = await clubsInView(tx, me, federationId, file.rows);
  return { known, plan: planImport(file.rows, known) };
}

async function federationFor(tx: Tx, me: Person, asked: string | undefined): Promise<{ id: string; name: string }> {
  const id = me.role === 'admin' ? asked : me.organisationId;
  const [row]: OrganisationRow[] = id && isUuid(id) ? await tx.query(`${ORGANISATIONS} where o.id = $1`, [id]) : [];
  const stands = row?.kind === 'federation' && organisationState({ endedOn: row.ended_on, mergedInto: row.merged_into }, todayOf(tx)) === 'active';
  // Hers is the only one that she imports for: another one is as unknown as one that is not there.
  if (!stands || (asked !== undefined && asked !== id)) {
    throw invalid([{ field: 'federation', code: 'unknown', message: 'Kies een federatie die nog bestaat.' }]);
  }
  return { id: row.id, name: row.name };
}

const fingerprintOf = (federationId: string, bytes: Buffer): string => createHash('sha256').update(federationId).update(bytes).digest('hex');

function report(file: ClubsFile, federation: ImportReport['federation'], fingerprint: string, plan: PlannedRow[], made: Map<PlannedRow, string> | null): ImportReport {
  const count = (outcome: Outcome): number => plan.filter((row) => row.outcome === outcome).length;
  return {
    fingerprint,
    applied: made !== null,
    federation,
    encoding: file.encoding,
    unknownColumns: file.header.unknown,
    counts: { new: count('new'), changed: count('changed'), unchanged: count('unchanged'), wrong: count('wrong') },
    contacts: { count: plan.reduce((sum, row) => sum + row.contacts, 0), note: CONTACTS },
    rows: plan.map((row) => ({
      line: row.line,
      name: row.name,
      outcome: row.outcome,
      organisationId: made?.get(row) ?? row.clubId,
      errors: row.errors,
      remarks: row.remarks,
    })),
  };
}

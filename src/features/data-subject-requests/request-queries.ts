import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { idAt, pageOf, type Page } from '../../platform/http/cursor.js';
import { isUuid } from '../../platform/http/ids.js';
import { notFound } from '../../platform/http/problem.js';
import { Vault } from '../../platform/vault/vault.js';
import { addresseesNamed } from './addressees.js';
import type { RequestListDto } from './data-subject-request.dto.js';
import { itemOf, REQUESTS, type Addressee, type RequestItem, type RequestRow, type RequestView } from './request-views.js';

const MOST_FOUND = 20;

/** The register, for privacy officers. A note is opened one at a time, and that is on record. */
@Injectable()
export class RequestQueries {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** Newest first, keyset on the id. */
  list(me: Person, { state, limit = 25, cursor }: RequestListDto): Promise<Page<RequestItem>> {
    const after = idAt(cursor) ?? null;
    return this.database.withActor(me, async (tx) => {
      const rows: RequestRow[] = await tx.query(
        `${REQUESTS} where ($1::text is null or r.state = $1) and ($2::uuid is null or r.id < $2) order by r.id desc limit $3`,
        [state ?? null, after, limit + 1],
      );
      return pageOf(rows, limit, ({ id }) => id, (row) => itemOf(tx, row));
    });
  }

  /** What is not answered yet, the first to be due first. */
  waiting(me: Person, most: number): Promise<RequestItem[]> {
    return this.database.withActor(me, async (tx) => {
      const rows: RequestRow[] = await tx.query(`${REQUESTS} where r.state in ('open', 'put') order by r.due_on, r.id limit $1`, [most]);
      return rows.map((row) => itemOf(tx, row));
    });
  }

  /** Without its note: nothing is opened. */
  item(me: Person, id: string): Promise<RequestItem> {
    return this.database.withActor(me, async (tx) => itemOf(tx, await rowOf(tx, id)));
  }

  get(me: Person, id: string): Promise<RequestView> {
    return this.database.withActor(me, async (tx) => {
      const row = await rowOf(tx, id);
      if (!row.note_ct) return { ...itemOf(tx, row), note: null };
      const key = await this.vault.open(tx, id);
      await tx.audit('data-subject-request.read', { kind: 'data-subject-request', id });
      const note = key.unseal({ table: 'data_subject_requests', column: 'note_ct', rowId: id }, row.note_ct);
      return { ...itemOf(tx, row), note };
    });
  }

  addressees(me: Person, name: string): Promise<Addressee[]> {
    return this.database.withActor(me, (tx) => addresseesNamed(tx, name, MOST_FOUND));
  }
}

async function rowOf(tx: Tx, id: string): Promise<RequestRow> {
  const [row]: RequestRow[] = isUuid(id) ? await tx.query(`${REQUESTS} where r.id = $1`, [id]) : [];
  if (!row) throw notFound();
  return row;
}

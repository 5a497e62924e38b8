import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Problem } from '../../platform/http/problem.js';
import { Invite } from './invite.js';

export interface WaveReport {
  id: string;
  done: number;
  /** Those that it was not done for, and why. */
  refused: { id: string; code: string }[];
}

/** Many at once: a federation invites those that its import prepared, asks again, or takes back. What cannot be done stops no other. */
@Injectable()
export class Waves {
  constructor(
    private readonly database: Database,
    private readonly inviting: Invite,
  ) {}

  async invite(me: Person, ids: readonly string[]): Promise<WaveReport> {
    const wave = uuid();
    const report = await this.each(wave, ids, (id) => this.inviting.send(me, id, { wave }));
    await this.database.withActor(me, (tx) => tx.audit('registration.wave', { kind: 'organisation', id: me.organisationId }));
    return report;
  }

  withdraw(me: Person, ids: readonly string[]): Promise<WaveReport> {
    return this.each(uuid(), ids, (id) => this.inviting.withdraw(me, id));
  }

  private async each(id: string, ids: readonly string[], work: (id: string) => Promise<void>): Promise<WaveReport> {
    const refused: WaveReport['refused'] = [];
    for (const one of ids) {
      try {
        await work(one);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        refused.push({ id: one, code: error.code });
      }
    }
    return { id, done: ids.length - refused.length, refused };
  }
}

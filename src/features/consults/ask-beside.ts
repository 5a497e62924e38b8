import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Facts } from '../../domain/vocabulary.js';
import type { Person } from '../../platform/database/actor.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { rule } from '../../platform/http/problem.js';
import { checkTexts } from './checked-text.js';
import { ConsultWork } from './consult-work.js';
import { NewConsult } from './new-consult.js';

export interface Beside {
  toTeam: string;
  facts: Facts;
  question: string;
  acknowledgedFindings?: boolean;
}

/** A second consult with its own team, thread and audience. Neither team learns of the other (domain 5). */
@Injectable()
export class AskBeside {
  constructor(
    private readonly work: ConsultWork,
    private readonly making: NewConsult,
    private readonly idempotency: Idempotency,
  ) {}

  /** @returns the second consult's id. @throws 422 for a team that the first one's route did not propose */
  ask(me: Person, id: string, input: Beside, options: { ifMatch?: string; key?: string } = {}): Promise<string> {
    return this.work.on(me, id, 'consult.ask-beside', undefined, (hold) => {
      const besideId = uuid();
      const request = { route: `consults/${id}/co-consults`, key: options.key, body: input };
      return this.idempotency.once(hold.tx, me, request, besideId, async () => {
        hold.refuseStale(options.ifMatch);
        hold.step('co-consult');
        const { routing } = await hold.content();
        if (!routing?.also.some(({ team }) => team === input.toTeam)) {
          throw rule('team', 'Een tweede vraag kan alleen naar een team dat bij de eerste werd voorgesteld.');
        }
        checkTexts({ question: input.question }, input.acknowledgedFindings);
        const { facts, question, acknowledgedFindings, toTeam } = input;
        const draft = { question, acknowledgedFindings, showMe: false };
        const sending = await this.making.sending(hold.tx, me, facts, draft, { team: toTeam });
        const changes = { ...sending.changes, status: 'submitted' as const, beside_id: id };
        await this.making.insert(hold.tx, me, besideId, changes, sending.content);
        await hold.tx.audit('consult.submit', { kind: 'consult', id: besideId });
        await this.making.sent(hold.tx, besideId, me);
        await hold.tx.audit('consult.co-consult', { kind: 'consult', id });
      });
    });
  }
}

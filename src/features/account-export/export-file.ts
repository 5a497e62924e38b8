import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '../../platform/database/actor.js';
import { AccountExport } from './account-export.js';
import { OwnDeeds } from './own-deeds.js';

/** The name says nothing of whose it is: it may lie on a shared computer. */
const NAME = 'klankbord-gegevens.json';

/** Everything in one JSON file, what somebody did last and as it is read. */
@Injectable()
export class ExportFile {
  constructor(
    private readonly exports: AccountExport,
    private readonly deeds: OwnDeeds,
  ) {}

  /** @throws Problem 429 before anything is sent */
  async send(me: Person, mandates: readonly Person[], reply: FastifyReply): Promise<FastifyReply> {
    const known = await this.exports.of(me, mandates);
    return reply
      .headers({ 'content-disposition': `attachment; filename="${NAME}"`, 'cache-control': 'no-store' })
      .type('application/json; charset=utf-8')
      .send(Readable.from(this.text(me, known)));
  }

  private async *text(me: Person, known: object): AsyncGenerator<string> {
    yield `${JSON.stringify(known, null, 2).slice(0, -2)},\n  "deeds": [`;
    let between = '\n    ';
    for await (const deed of this.deeds.all(me)) {
      yield between + JSON.stringify(deed);
      between = ',\n    ';
    }
    yield '\n  ]\n}\n';
  }
}

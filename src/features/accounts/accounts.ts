import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Person } from '../../platform/database/actor.js';
import { notSignedIn } from '../../platform/http/problem.js';
import { Account } from './account.entity.js';

export interface SessionView {
  account: { id: string; name: string };
  mandates: { id: string; role: string; organisation: { id: string; kind: string; name: string } }[];
}

@Injectable()
export class Accounts {
  constructor(private readonly source: DataSource) {}

  async session(accountId: string, mandates: readonly (Person & { organisationName: string })[]): Promise<SessionView> {
    const account = await this.source.getRepository(Account).findOneBy({ id: accountId });
    if (!account || account.suspendedAt) throw notSignedIn();
    return {
      account: { id: account.id, name: account.name },
      mandates: mandates.map((mandate) => ({
        id: mandate.mandateId,
        role: mandate.role,
        organisation: { id: mandate.organisationId, kind: mandate.organisationKind, name: mandate.organisationName },
      })),
    };
  }
}

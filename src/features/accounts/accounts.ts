import { Inject, Injectable } from '@nestjs/common';
import type { Held } from '../../domain/mandates.js';
import type { Person } from '../../platform/database/actor.js';
import { SIGN_IN_SOURCE, type RoleSource } from '../../platform/database/role-source.js';
import { notSignedIn } from '../../platform/http/problem.js';

export interface SessionView {
  account: { id: string; name: string };
  mandates: { id: string; role: string; standing: Held; organisation: { id: string; kind: string; name: string } }[];
}

@Injectable()
export class Accounts {
  constructor(@Inject(SIGN_IN_SOURCE) private readonly source: RoleSource) {}

  async session(accountId: string, mandates: readonly (Person & { organisationName: string })[]): Promise<SessionView> {
    const [account] = await this.source.query('select id, name from accounts where id = $1 and suspended_at is null', [accountId]);
    if (!account) throw notSignedIn();
    return {
      account: { id: account.id, name: account.name },
      mandates: mandates.map((mandate) => ({
        id: mandate.mandateId,
        role: mandate.role,
        standing: mandate.standing,
        organisation: { id: mandate.organisationId, kind: mandate.organisationKind, name: mandate.organisationName },
      })),
    };
  }
}

import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { EscalationQueries } from '../../../features/escalations/escalation-queries.js';
import type { SignedInRequest } from '../../../platform/auth/access.js';
import { isContact } from '../../../domain/permissions.js';
import type { Person } from '../../../platform/database/actor.js';
import { News } from '../news.js';
import type { MenuRequest } from '../page.js';

/** Gives the pages of a contact the numbers of her menu. Refuses nobody. */
@Injectable()
export class ContactMenu implements CanActivate {
  constructor(
    private readonly news: News,
    private readonly escalations: EscalationQueries,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<SignedInRequest & MenuRequest>();
    const { person } = request;
    if (person && isContact(person.role)) request.menu = () => this.counts(person);
    return true;
  }

  private async counts(me: Person): Promise<{ news: string; escalationsWaiting: number }> {
    const escalationsWaiting = me.role === 'federation-contact' ? await this.escalations.waiting(me) : 0;
    return { news: await this.news.of(me), escalationsWaiting };
  }
}

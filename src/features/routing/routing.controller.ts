import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Temporal } from 'temporal-polyfill';
import type { Origin } from '../../domain/routing.js';
import { isContact } from '../../domain/permissions.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Moment, Nested } from '../../platform/http/fields.js';
import { invalid } from '../../platform/http/problem.js';
import { PreviewFactsDto } from './facts.dto.js';
import { originOf } from './origin.js';
import { Router, type RoutingView } from './router.js';

class PreviewDto {
  @Nested(() => PreviewFactsDto) facts: PreviewFactsDto;
  @Moment({ optional: true }) at?: string;
}

@ApiTags('routing')
@Controller('api/v1/routing')
export class RoutingController {
  constructor(
    private readonly database: Database,
    private readonly router: Router,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @Does('routing.preview')
  preview(@Me() me: Person, @Body() { facts: asked, at }: PreviewDto): Promise<RoutingView> {
    const { level, organisationPostalCode, ...facts } = asked;
    const contact = isContact(me.role);
    if (contact) refuseForContacts({ at, 'facts.level': level, 'facts.organisationPostalCode': organisationPostalCode });
    if (!contact && !level) throw invalid([{ field: 'facts.level', code: 'required', message: 'Vul dit in.' }]);
    const origin: Origin = contact ? originOf(me) : { level: level!, organisationPostalCode };
    return this.database.withActor(me, (tx) =>
      this.router.preview(tx, facts, origin, at ? Temporal.Instant.from(at) : tx.now, contact ? 'announced' : 'all'),
    );
  }
}

/** A contact's level, organisation and moment come from the mandate and the clock. */
function refuseForContacts(fields: Record<string, unknown>): void {
  const given = Object.keys(fields).filter((field) => fields[field] !== undefined);
  if (given.length) {
    throw invalid(given.map((field) => ({ field, code: 'unknown-field', message: 'Dit veld kennen we niet.' })));
  }
}

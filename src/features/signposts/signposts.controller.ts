import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { PageDto, slice, type Page } from '../../platform/http/cursor.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { Service } from '../reference-data/reference-tables.js';

@ApiTags('signposts')
@Controller('api/v1/signposts')
export class SignpostsController {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  /** The "sociale kaart": services a person can be pointed to. Null is unknown, not none. */
  @Get()
  @Does('signposts.read')
  list(@Me() me: Person, @Query() page: PageDto): Promise<Page<Service>> {
    return this.database.withActor(me, async (tx) => {
      const tables = await this.reference.confirmedOn(tx, tx.now);
      return slice([...tables.services.values()], (service) => service.code, page);
    });
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { FreeText, NumberInQuery } from '../../platform/http/fields.js';
import { AuditFilterDto } from './audit-filter.dto.js';
import { AuditLog } from './audit-log.js';

class AuditListDto extends AuditFilterDto {
  @NumberInQuery(1, 100, { optional: true }) limit?: number;
  @FreeText({ optional: true, max: 100 }) cursor?: string;
}

@ApiTags('audit')
@Controller('api/v1/audit-events')
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @Does('audit.read')
  list(@Me() me: Person, @Query() { limit, cursor, ...filter }: AuditListDto) {
    return this.log.list(me, filter, limit ?? 25, cursor);
  }
}

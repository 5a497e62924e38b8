import { Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { PageDto, slice } from '../../platform/http/cursor.js';
import { DeadLetters } from './dead-letters.js';

@ApiTags('operations')
@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(private readonly deadLetters: DeadLetters) {}

  @Get()
  @Does('dead-letters.manage')
  async list(@Me() me: Person, @Query() page: PageDto) {
    return slice(await this.deadLetters.list(me), (letter) => letter.id, page);
  }

  /** Back to the outbox with fresh tries. */
  @Put(':id/resending')
  @HttpCode(204)
  @Does('dead-letters.manage')
  resend(@Me() me: Person, @Param('id') id: string) {
    return this.deadLetters.resend(me, id);
  }
}

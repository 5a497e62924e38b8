import { Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { DeadLetters } from './dead-letters.js';

@ApiTags('operations')
@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(private readonly deadLetters: DeadLetters) {}

  @Get()
  @Does('dead-letters.manage')
  async list(@Me() me: Person) {
    return { items: await this.deadLetters.list(me), nextCursor: null };
  }

  /** Back to the outbox with fresh tries. */
  @Put(':id/resending')
  @HttpCode(204)
  @Does('dead-letters.manage')
  resend(@Me() me: Person, @Param('id') id: string) {
    return this.deadLetters.resend(me, id);
  }
}

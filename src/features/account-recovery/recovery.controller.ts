import { Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Does, FreshFactor, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { RecoveryRequests } from './recovery-requests.js';

/** For who lost every way in, by two people who vouch for them. */
@ApiTags('account')
@Controller('api/v1')
export class RecoveryController {
  constructor(private readonly requests: RecoveryRequests) {}

  @Post('accounts/:id/recovery')
  @Does('recovery.manage')
  @FreshFactor()
  ask(@Me() me: Person, @Param('id') id: string) {
    return this.requests.ask(me, id);
  }

  @Get('recovery-requests')
  @Does('recovery.manage')
  async list(@Me() me: Person) {
    return { items: await this.requests.list(me), nextCursor: null };
  }

  @Put('recovery-requests/:id/approval')
  @Does('recovery.manage')
  @FreshFactor()
  approve(@Me() me: Person, @Param('id') id: string) {
    return this.requests.approve(me, id);
  }

  @Put('recovery-requests/:id/refusal')
  @Does('recovery.manage')
  refuse(@Me() me: Person, @Param('id') id: string) {
    return this.requests.refuse(me, id);
  }
}

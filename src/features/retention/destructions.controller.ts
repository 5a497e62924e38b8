import { Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { ConfirmDestruction, type WaitingDestruction } from './confirm-destruction.js';

/** What waits for a privacy officer, since its owner has no access any more. */
@ApiTags('retention')
@Controller('api/v1/destructions')
export class DestructionsController {
  constructor(private readonly confirming: ConfirmDestruction) {}

  @Get()
  @Does('retention.confirm')
  async list(): Promise<{ items: WaitingDestruction[] }> {
    return { items: await this.confirming.waiting() };
  }

  @Put(':id/confirmation')
  @HttpCode(204)
  @Does('retention.confirm')
  confirm(@Me() me: Person, @Param('id') id: string): Promise<void> {
    return this.confirming.confirm(me, id);
  }
}

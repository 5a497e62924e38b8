import { Body, Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Temporal } from 'temporal-polyfill';
import { ANYONE, Does } from '../../platform/auth/access.js';
import { FreeText, Moment } from '../../platform/http/fields.js';
import { DevClock } from './dev-clock.js';
import { DevMails } from './dev-mails.js';

class ClockDto {
  @Moment() now: string;
}

class MailsDto {
  @FreeText({ optional: true, max: 254 }) to?: string;
}

/** Demo and test only: in production this module is not there. */
@ApiTags('development')
@Controller('api/v1/dev')
export class DevController {
  constructor(
    private readonly clock: DevClock,
    private readonly mails: DevMails,
  ) {}

  @Get('mails')
  @Does(ANYONE)
  async list(@Query() { to }: MailsDto) {
    return { items: await this.mails.list(to) };
  }

  @Get('clock')
  @Does(ANYONE)
  read() {
    return this.clock.read();
  }

  /** Stands still from here on. Answers once what fell due by then is planned. */
  @Put('clock')
  @Does(ANYONE)
  set(@Body() { now }: ClockDto) {
    return this.clock.set(Temporal.Instant.from(now));
  }

  @Delete('clock')
  @HttpCode(200)
  @Does(ANYONE)
  reset() {
    return this.clock.reset();
  }
}

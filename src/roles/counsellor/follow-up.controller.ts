import { Body, Controller, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CompletionDto, FollowUpDto } from '../../features/follow-ups/follow-up.dto.js';
import { FollowUps } from '../../features/follow-ups/follow-ups.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { checkedAs, maybeTextOf, textOf, type Form } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { DeskConsult } from './desk-consult.js';

/** What was agreed, by whom, for which day. */
@ApiExcludeController()
@UseGuards(onlyFor('counsellor', 'team-lead'))
@Controller('desk/consulten/:id/afspraken')
export class FollowUpController {
  constructor(
    private readonly consult: DeskConsult,
    private readonly followUps: FollowUps,
  ) {}

  @Post()
  @Does('consult.follow-up')
  add(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const act = async () => {
      const agreed = await checkedAs(FollowUpDto, {
        dueOn: textOf(form, 'dueOn').trim(),
        text: textOf(form, 'agreed'),
        owner: textOf(form, 'owner'),
      });
      await this.followUps.add(me, id, agreed, { key: maybeTextOf(form, 'key') });
      return 'afspraak';
    };
    return this.consult.submit({ me, id, request, reply }, form, 'follow-up', act, {
      fields: { text: 'agreed' },
      labels: { agreed: 'Wat spreken jullie af', dueOn: 'Tegen wanneer', owner: 'Wie doet het' },
    });
  }

  @Post(':followUpId/afronden')
  @Does('consult.follow-up')
  complete(
    @Me() me: Person,
    @Param('id') id: string,
    @Param('followUpId') followUpId: string,
    @Body() form: Form,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    // Several stand on one page: each field has its own name.
    const field = `outcome-${followUpId}`;
    const act = async () => {
      await this.followUps.complete(me, followUpId, await checkedAs(CompletionDto, { outcome: textOf(form, field) }));
      return 'afgerond';
    };
    return this.consult.submit({ me, id, request, reply }, form, 'completion', act, {
      fields: { outcome: field },
      labels: { [field]: 'Hoe liep het' },
    });
  }
}

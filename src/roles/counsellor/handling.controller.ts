import { Body, Controller, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AssignConsult } from '../../features/consults/assign-consult.js';
import { AssignmentDto, ClosureDto } from '../../features/consults/consult.dto.js';
import { EndConsult } from '../../features/consults/end-consult.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { invalid } from '../../platform/http/problem.js';
import { checkedAs, maybeTextOf, textOf, type Form } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { DeskConsult } from './desk-consult.js';

/** Who has it, and whether it is over. */
@ApiExcludeController()
@UseGuards(onlyFor('counsellor', 'team-lead'))
@Controller('desk/consulten/:id')
export class HandlingController {
  constructor(
    private readonly consult: DeskConsult,
    private readonly assigning: AssignConsult,
    private readonly ending: EndConsult,
  ) {}

  /** Also from the list. Who comes too late reads who has it. */
  @Post('opnemen')
  @Does('consult.claim')
  claim(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.consult.submit({ me, id, request, reply }, form, 'claim', async () => {
      await this.assigning.claim(me, id);
      return 'opgenomen';
    });
  }

  /** From the version that the page showed: of two who do it at once, one has it. */
  @Post('overnemen')
  @Does('consult.claim')
  takeOver(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.consult.submit({ me, id, request, reply }, form, 'take-over', async () => {
      await this.assigning.assign(me, id, me.accountId, maybeTextOf(form, 'version'));
      return 'overgenomen';
    });
  }

  @Post('teruggeven')
  @Does('consult.release')
  release(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.consult.submit({ me, id, request, reply }, form, 'release', async () => {
      await this.assigning.release(me, id, maybeTextOf(form, 'version'));
      return 'teruggegeven';
    });
  }

  @Post('toewijzen')
  @Does('consult.claim')
  assign(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.consult.submit({ me, id, request, reply }, form, 'assign', async () => {
      if (!textOf(form, 'accountId')) throw invalid([{ field: 'accountId', code: 'required', message: 'Kies een collega.' }]);
      const { accountId } = await checkedAs(AssignmentDto, { accountId: textOf(form, 'accountId') });
      await this.assigning.assign(me, id, accountId!, maybeTextOf(form, 'version'));
      return 'toegewezen';
    });
  }

  @Post('afsluiten')
  @Does('consult.close')
  close(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.consult.submit({ me, id, request, reply }, form, 'close', async () => {
      if (!textOf(form, 'outcome')) throw invalid([{ field: 'outcome', code: 'required', message: 'Kies hoe het afliep.' }]);
      const closure = await checkedAs(ClosureDto, { outcome: textOf(form, 'outcome'), reason: maybeTextOf(form, 'reason') });
      await this.ending.close(me, id, closure, maybeTextOf(form, 'version'));
      return 'afgesloten';
    });
  }

  @Post('heropenen')
  @Does('consult.reopen')
  reopen(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.consult.submit({ me, id, request, reply }, form, 'reopen', async () => {
      await this.ending.reopen(me, id, maybeTextOf(form, 'version'));
      return 'heropend';
    });
  }
}

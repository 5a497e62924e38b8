import { Body, Controller, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MessageDto } from '../../features/consults/consult.dto.js';
import { WriteMessage } from '../../features/consults/write-message.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { invalid } from '../../platform/http/problem.js';
import { checkedAs, maybeTextOf, textOf, type Form } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { DeskConsult } from './desk-consult.js';

/** Words to the contact, and words that stay with the team: two forms, so that none is sent by mistake. */
@ApiExcludeController()
@UseGuards(onlyFor('counsellor', 'team-lead'))
@Controller('desk/consulten/:id')
export class WritingController {
  constructor(
    private readonly consult: DeskConsult,
    private readonly writing: WriteMessage,
  ) {}

  @Post('berichten')
  @Does('consult.write')
  write(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const act = async () => {
      if (!textOf(form, 'kind')) throw invalid([...emptyText(form), { field: 'kind', code: 'required', message: 'Kies wat je verstuurt.' }]);
      const message = await checkedAs(MessageDto, { kind: textOf(form, 'kind'), text: textOf(form, 'text') });
      if (message.kind === 'internal-note') throw invalid([{ field: 'kind', code: 'unknown-value', message: 'Kies wat je verstuurt.' }]);
      await this.writing.write(me, id, message, { ifMatch: maybeTextOf(form, 'version'), key: maybeTextOf(form, 'key') });
      return message.kind;
    };
    return this.consult.submit({ me, id, request, reply }, form, 'write', act, { labels: { text: 'Je tekst' } });
  }

  /** A note disturbs nobody's edit, so it asks for no version. */
  @Post('nota')
  @Does('consult.write')
  note(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const act = async () => {
      const note = await checkedAs(MessageDto, { kind: 'internal-note', text: textOf(form, 'note') });
      await this.writing.write(me, id, note, { key: maybeTextOf(form, 'key') });
      return 'nota';
    };
    return this.consult.submit({ me, id, request, reply }, form, 'note', act, {
      fields: { text: 'note' },
      labels: { note: 'Interne nota' },
    });
  }
}

const emptyText = (form: Form) =>
  textOf(form, 'text').trim() ? [] : [{ field: 'text', code: 'required', message: 'Vul dit in.' }];

import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswerInvitation } from '../../features/registrations/answer-invitation.js';
import { AnsweringInvitations } from '../../features/registrations/answering.js';
import { AcceptanceDto } from '../../features/registrations/registration.dto.js';
import { ANYONE, Does } from '../../platform/auth/access.js';
import { checkedAs, listOf, maybeTextOf, submitForm, type Form, type FormErrors } from '../shared/form.js';
import { renderPage } from '../shared/page.js';

const LABELS = { name: 'Je naam', discretionStatement: 'Discretieverklaring' };

/** Behind a link that came by mail. Opening it uses nothing up: the answer is a form. */
@ApiExcludeController()
@Controller('uitnodiging/:token')
export class InvitationPageController {
  constructor(
    private readonly answers: AnswerInvitation,
    private readonly answering: AnsweringInvitations,
  ) {}

  @Get()
  @Does(ANYONE)
  page(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show(token, request, reply, {});
  }

  @Post()
  @Does(ANYONE)
  accept(@Param('token') token: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const answer = {
          name: maybeTextOf(form, 'name'),
          discretionStatement: listOf(form, 'discretionStatement')[0],
          boardMember: listOf(form, 'boardMember').length > 0,
        };
        const { next } = await this.answering.accept(request, token, await checkedAs(AcceptanceDto, answer));
        return next === '/aanmelden' ? '/uitnodigingen/klaar?wat=aanmelden' : (next ?? '/uitnodigingen/klaar?wat=bestuur');
      },
      (errors) => this.show(token, request, reply, { errors, values: form }),
      { labels: LABELS },
    );
  }

  @Post('nee')
  @Does(ANYONE)
  async decline(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await this.answering.limited(request, () => this.answers.decline(token));
    return reply.redirect('/uitnodigingen/klaar?wat=nee', 303);
  }

  private async show(token: string, request: FastifyRequest, reply: FastifyReply, shown: { errors?: FormErrors; values?: Form }) {
    const offer = await this.answering.limited(request, () => this.answers.look(token));
    const board = offer.kind === 'board-member';
    return renderPage(reply.header('referrer-policy', 'no-referrer'), request, `public/pages/${board ? 'board-member' : 'invitation'}.njk`, {
      ...shown,
      title: board ? 'Ken je deze persoon?' : 'Je uitnodiging voor Klankbord',
      address: `/uitnodiging/${token}`,
      offer,
    });
  }
}

const DONE: Record<string, { title: string; text: string; signIn?: boolean }> = {
  aanmelden: { title: 'Dank je', text: 'Je zei ja. Twee mensen kijken je registratie na, daarna krijg je een mail. Meld je aan zoals je gewoon bent.', signIn: true },
  bestuur: { title: 'Dank je', text: 'Je zei dat de club deze persoon kent. Je hoeft niets meer te doen.' },
  nee: { title: 'Je zei nee', text: 'We zeggen het aan wie je uitnodigde. Je hoeft niets meer te doen.' },
};

/** After an answer: the link is used up, so this is a page of its own. */
@ApiExcludeController()
@Controller('uitnodigingen/klaar')
export class InvitationDoneController {
  @Get()
  @Does(ANYONE)
  page(@Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return renderPage(reply, request, 'public/pages/invitation-done.njk', { ...(DONE[maybeTextOf(query, 'wat') ?? ''] ?? DONE.nee!) });
  }
}

import { Body, Get, Injectable, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Invite } from '../../../features/registrations/invite.js';
import { BoardMemberDto, RegistrationChangeDto, VerificationDto } from '../../../features/registrations/registration.dto.js';
import { NameBoardMember } from '../../../features/registrations/board-member.js';
import { RegistrationQueries } from '../../../features/registrations/registration-queries.js';
import { VerifyRegistration } from '../../../features/registrations/verify-registration.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { checkedAs, listOf, maybeTextOf, submitForm, textOf, type Form, type FormErrors } from '../form.js';
import { homeOf, renderPage } from '../page.js';
import { TrainingChoice } from './training-choice.js';

export const registrationsOf = (me: Person): string => `${homeOf(me.role)}/registraties`;

const DONE: Record<string, string> = {
  uitgenodigd: 'De uitnodiging is onderweg.',
  opnieuw: 'Er is een nieuwe uitnodiging onderweg. De vorige link werkt niet meer.',
  ingetrokken: 'De registratie is ingetrokken.',
  ja: 'Je zei ja.',
  nee: 'Je zei nee. De persoon krijgt daar een mail over, zonder de reden.',
  bewaard: 'De gegevens zijn bewaard.',
  bestuurslid: 'Het bestuurslid krijgt een mail met een link.',
  verlengen: 'Twee mensen kijken het opnieuw na. Het mandaat loopt intussen verder tot zijn laatste dag.',
};

const LABELS = {
  approved: 'Jouw antwoord',
  reason: 'Waarom niet?',
  email: 'E-mailadres',
  name: 'Naam',
  function: 'Functie in het bestuur',
  training: 'Opleiding',
  trainingOn: 'Datum van de opleiding',
  extractCheckedOn: 'Datum waarop het uittreksel nagekeken is',
};
const FIELDS = { 'training.code': 'training', 'training.on': 'trainingOn' };

interface Visit {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** One registration: who it is, what is recorded, who said yes, and what is still asked. */
@Injectable()
export abstract class RegistrationPages {
  constructor(
    private readonly queries: RegistrationQueries,
    private readonly inviting: Invite,
    private readonly verifying: VerifyRegistration,
    private readonly naming: NameBoardMember,
    private readonly trainings: TrainingChoice,
  ) {}

  @Get(':id')
  @Does('registration.see')
  page(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show({ me, id, request, reply }, { done: DONE[textOf(query, 'gedaan')] });
  }

  @Post(':id/nakijken')
  @Does('registration.verify')
  verify(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const answer = textOf(form, 'approved');
    return this.step({ me, id, request, reply }, form, answer === 'ja' ? 'ja' : 'nee', async () => {
      const approved = { ja: true, nee: false }[answer];
      await this.verifying.decide(me, id, await checkedAs(VerificationDto, { approved, reason: approved ? undefined : maybeTextOf(form, 'reason') }), maybeTextOf(form, 'version'));
    });
  }

  @Post(':id/gegevens')
  @Does('registration.change')
  change(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.step({ me, id, request, reply }, form, 'bewaard', async () => {
      const training = maybeTextOf(form, 'training') && { code: textOf(form, 'training'), on: textOf(form, 'trainingOn') };
      const change = { training: training || undefined, extractCheckedOn: maybeTextOf(form, 'extractCheckedOn'), boardMember: listOf(form, 'boardMember').length > 0 };
      await this.verifying.change(me, id, await checkedAs(RegistrationChangeDto, change), maybeTextOf(form, 'version'));
    });
  }

  /** Perhaps to another address. */
  @Post(':id/opnieuw')
  @Does('registration.invite')
  again(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.step({ me, id, request, reply }, form, 'opnieuw', async () => {
      const email = maybeTextOf(form, 'email');
      const change = email === undefined ? null : await checkedAs(RegistrationChangeDto, { email });
      const { state } = await this.queries.get(me, id);
      if (change) await this.verifying.change(me, id, change, maybeTextOf(form, 'version'));
      // Who is invited at another address has a new link already.
      if (!change || state !== 'invited') await this.inviting.send(me, id);
    });
  }

  @Post(':id/intrekken')
  @Does('registration.withdraw')
  withdraw(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.step({ me, id, request, reply }, form, 'ingetrokken', () => this.inviting.withdraw(me, id, maybeTextOf(form, 'version')));
  }

  @Post(':id/bestuurslid')
  @Does('registration.name-board-member')
  board(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.step({ me, id, request, reply }, form, 'bestuurslid', async () => {
      const named = { name: textOf(form, 'name'), function: textOf(form, 'function'), email: textOf(form, 'email').trim() };
      await this.naming.name(me, id, await checkedAs(BoardMemberDto, named), maybeTextOf(form, 'version'));
    });
  }

  @Post(':id/verlengen')
  @Does('registration.renew')
  renew(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.step({ me, id, request, reply }, form, 'verlengen', () => this.verifying.renew(me, id, maybeTextOf(form, 'version')));
  }

  private step(visit: Visit, form: Form, done: keyof typeof DONE, act: () => Promise<void>) {
    return submitForm(
      visit.reply,
      async () => {
        await act();
        return `${registrationsOf(visit.me)}/${visit.id}?gedaan=${done}`;
      },
      (errors) => this.show(visit, { errors, values: form }),
      { labels: LABELS, fields: FIELDS },
    );
  }

  private async show({ me, id, request, reply }: Visit, shown: { done?: string; errors?: FormErrors; values?: Form }) {
    const one = await this.queries.get(me, id);
    const may = (step: string) => one.allowed.includes(step);
    const looked = one.state === 'accepted' || one.state === 'renewal';
    return renderPage(reply, request, 'shared/registrations/pages/registration.njk', {
      ...shown,
      title: one.name ?? one.email ?? 'Registratie',
      back: { href: registrationsOf(me), text: 'Naar de lijst' },
      address: `${registrationsOf(me)}/${id}`,
      one,
      looked,
      can: {
        verify: looked && may('verify'),
        change: may('change') && !['refused', 'withdrawn'].includes(one.state),
        invite: may('invite') && ['prepared', 'invited', 'expired', 'accepted', 'active'].includes(one.state),
        address: may('change') && ['prepared', 'invited', 'expired'].includes(one.state),
        withdraw: may('withdraw') && ['prepared', 'invited', 'expired', 'accepted'].includes(one.state),
        board: looked && may('name-board-member') && one.needed.inside.includes('board-member') && one.needed.missing.includes('inside'),
        renew: one.state === 'active' && may('renew'),
      },
      trainings: await this.trainings.options(),
    });
  }
}

import { Body, Get, Injectable, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readablePhone } from '../../../domain/public-contacts.js';
import { OwnPublicContact } from '../../../features/public-contacts/own-public-contact.js';
import { PublicContactDto } from '../../../features/public-contacts/public-contact.dto.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { invalid } from '../../../platform/http/problem.js';
import { checkedAs, maybeTextOf, submitForm, textOf, type Form, type FormErrors } from '../form.js';
import { goTo, homeOf, renderPage } from '../page.js';

const LABELS = { name: 'Naam', phone: 'Telefoonnummer', email: 'E-mailadres', akkoord: 'Akkoord' };

const DONE: Record<string, string> = {
  bewaard: 'Je bent vindbaar. Onderaan zie je hoe het eruitziet.',
  weg: 'Je bent niet meer vindbaar. Er is niets van bewaard.',
};

/** "Vindbaar zijn": a contact says what anybody may see of her, and takes it back. Until she says so, nothing is shown. */
@Injectable()
export abstract class FindablePages {
  constructor(private readonly own: OwnPublicContact) {}

  @Get('vindbaar')
  @Does('public-contact.keep')
  show(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page(me, request, reply, { done: DONE[textOf(query, 'klaar')] });
  }

  @Post('vindbaar')
  @Does('public-contact.keep')
  agree(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const { akkoord, version, ...typed } = fieldsIn(form);
        const input = await checkedAs(PublicContactDto, typed);
        if (akkoord !== 'ja') throw invalid([{ field: 'akkoord', code: 'required', message: 'Zet een vinkje als iedereen dit mag zien.' }]);
        await this.own.agree(me, input, version);
        return `${homeOf(me.role)}/vindbaar?klaar=bewaard`;
      },
      (errors) => this.page(me, request, reply, { values: fieldsIn(form), errors }),
      { labels: LABELS },
    );
  }

  @Post('vindbaar/weg')
  @Does('public-contact.keep')
  async withdraw(@Me() me: Person, @Res() reply: FastifyReply) {
    await this.own.withdraw(me);
    return goTo(reply, `${homeOf(me.role)}/vindbaar?klaar=weg`);
  }

  private async page(me: Person, request: FastifyRequest, reply: FastifyReply, data: { done?: string; values?: object; errors?: FormErrors }) {
    const shown = await this.own.find(me);
    return renderPage(reply, request, 'shared/contact/pages/findable.njk', {
      title: 'Vindbaar zijn',
      back: { href: '/account', text: 'Naar je account' },
      address: `${homeOf(me.role)}/vindbaar`,
      organisationId: me.organisationId,
      name: me.name,
      shown: shown && { ...shown, phone: shown.phone && readablePhone(shown.phone) },
      ...data,
    });
  }
}

const fieldsIn = (form: Form) => ({
  name: textOf(form, 'name'),
  phone: textOf(form, 'phone'),
  email: textOf(form, 'email'),
  akkoord: textOf(form, 'akkoord'),
  version: maybeTextOf(form, 'version'),
});

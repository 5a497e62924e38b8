import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readablePhone, spelledEmail } from '../../domain/public-contacts.js';
import { ContactSearch } from '../../features/public-contacts/contact-search.js';
import { ContactSearchDto } from '../../features/public-contacts/public-contact.dto.js';
import { ANYONE, Does } from '../../platform/auth/access.js';
import { Problem } from '../../platform/http/problem.js';
import { checkedAs, formErrors, textOf, type Form } from '../shared/form.js';
import { renderPage, type PageData } from '../shared/page.js';

const START = '/contactpersoon';
const BACK = { href: START, text: 'Zoek opnieuw' };

/**
 * "Wie is mijn contactpersoon?", for anybody. What is typed goes by POST and is answered at once: it stands in no address, so in
 * no history, referrer or access log. These POSTs change nothing, and need neither a session nor its token.
 */
@ApiExcludeController()
@Controller('contactpersoon')
export class ContactsController {
  constructor(private readonly contacts: ContactSearch) {}

  @Get()
  @Does(ANYONE)
  start(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.searchPage(request, reply, {});
  }

  @Post()
  @Does(ANYONE)
  async search(@Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const values = { query: textOf(form, 'query') };
    try {
      const { query } = await checkedAs(ContactSearchDto, values);
      const { helplines, ...found } = await this.contacts.search(query, request.ip);
      return await page(request, reply, 'contacts', { title: found.items.length ? 'Gevonden' : 'Niets gevonden', back: BACK, helplines, found, values });
    } catch (error) {
      if (!(error instanceof Problem) || error.getStatus() !== 400) throw error;
      return this.searchPage(request, reply, { values, errors: formErrors(error) });
    }
  }

  /** One contact at a time, and counted: nobody reads a list of them. */
  @Post('bereiken')
  @Does(ANYONE)
  async reach(@Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { name, organisation, phone, email } = await this.contacts.reach(textOf(form, 'contact'), request.ip);
    return page(request, reply, 'contact-reach', {
      // A browser's history keeps the title of a page: no name in it.
      title: 'Zo bereik je deze contactpersoon',
      back: BACK,
      name,
      organisation,
      helplines: await this.contacts.helplinesNow(),
      phone: phone && { href: `tel:${phone}`, text: readablePhone(phone) },
      email: email && spelledEmail(email),
    });
  }

  /** Where a club's own website and its poster lead. */
  @Get(':id')
  @Does(ANYONE)
  async one(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const known = await this.contacts.organisation(id, request.ip).catch(unlessGone);
    // A poster outlives its club: whoever scans it still finds somebody to talk to.
    if (!known) return this.searchPage(request, reply, { status: 404, title: 'Deze club vonden we niet', gone: true });
    const { organisation, helplines } = known;
    return page(request, reply, 'contacts', { title: organisation.name, back: BACK, helplines, found: { items: [organisation], more: false }, alone: true });
  }

  private async searchPage(request: FastifyRequest, reply: FastifyReply, data: Partial<PageData>) {
    return page(request, reply, 'contacts', { title: 'Wie is mijn contactpersoon?', helplines: await this.contacts.helplinesNow(), ...data });
  }
}

function unlessGone(error: unknown): null {
  if (error instanceof Problem && error.getStatus() === 404) return null;
  throw error;
}

const page = (request: FastifyRequest, reply: FastifyReply, name: string, data: PageData) =>
  renderPage(reply, request, `public/pages/${name}.njk`, { address: START, ...data });

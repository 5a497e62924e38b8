import { Body, Get, Injectable, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Invite } from '../../../features/registrations/invite.js';
import { InvitePlaces } from '../../../features/registrations/invite-places.js';
import { InviteDto, ManyDto, RegistrationListDto, type RegistrationStatus } from '../../../features/registrations/registration.dto.js';
import { RegistrationQueries } from '../../../features/registrations/registration-queries.js';
import { Waves, type WaveReport } from '../../../features/registrations/waves.js';
import { mayEver } from '../../../domain/permissions.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { checkedAs, listOf, maybeTextOf, submitForm, textOf, type Form, type FormErrors } from '../form.js';
import { renderPage } from '../page.js';
import { optionsOf, word } from '../words.js';
import { registrationsOf } from './registration.pages.js';

const LABELS = { role: 'Rol', email: 'E-mailadres', name: 'Naam', ids: 'Wie?' };
/** What can be done with many at once: those that were not answered. */
const IN_BULK: RegistrationStatus[] = ['prepared', 'waiting', 'bounced', 'expired'];
const FIRST: RegistrationStatus = 'accepted';

interface Visit {
  me: Person;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** All registrations in sight by what they wait for, inviting one, and inviting or taking back many. */
@Injectable()
export abstract class RegistrationListPages {
  constructor(
    private readonly queries: RegistrationQueries,
    private readonly inviting: Invite,
    private readonly places: InvitePlaces,
    private readonly waves: Waves,
  ) {}

  @Get()
  @Does('registration.list')
  list(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.listPage({ me, request, reply }, query, {});
  }

  /** Where, and then whom. */
  @Get('nieuw')
  @Does('registration.create')
  choosing(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.invitePage({ me, request, reply }, textOf(query, 'organisatie'), query);
  }

  @Post('nieuw')
  @Does('registration.create')
  invite(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const fields = { role: textOf(form, 'role'), organisationId: textOf(form, 'organisatie'), email: textOf(form, 'email').trim(), name: maybeTextOf(form, 'name') };
        const id = await this.inviting.create(me, await checkedAs(InviteDto, fields));
        return `${registrationsOf(me)}/${id}?gedaan=uitgenodigd`;
      },
      (errors) => this.invitePage({ me, request, reply }, textOf(form, 'organisatie'), form, errors),
      { labels: LABELS },
    );
  }

  /** What could not be done is said; it stopped no other. */
  @Post('samen')
  @Does('registration.wave')
  async together(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const ids = listOf(form, 'ids');
    if (!ids.length) return this.listPage({ me, request, reply }, form, { nobody: true });
    const chosen = (await checkedAs(ManyDto, { ids })).ids;
    const taken = textOf(form, 'wat') === 'intrekken';
    const report = await (taken ? this.waves.withdraw(me, chosen) : this.waves.invite(me, chosen));
    return this.listPage({ me, request, reply }, form, { report: { ...report, taken } });
  }

  private async listPage({ me, request, reply }: Visit, query: Form, shown: { report?: WaveReport & { taken: boolean }; nobody?: boolean }) {
    const status = (maybeTextOf(query, 'status') ?? FIRST) as RegistrationStatus;
    const filter = await checkedAs(RegistrationListDto, { status, cursor: maybeTextOf(query, 'cursor'), limit: 100 });
    const [{ items, nextCursor }, counts] = [await this.queries.list(me, filter), await this.queries.counts(me)];
    const base = registrationsOf(me);
    const tabs = optionsOf('registrationStatus').map(({ value, text }) => ({
      href: `${base}?status=${value}`,
      text,
      count: counts[value as RegistrationStatus] ?? 0,
      current: value === status,
    }));
    return renderPage(reply, request, 'shared/registrations/pages/list.njk', {
      ...shown,
      title: TITLES[me.role] ?? 'Registraties',
      base,
      chosen: status,
      statusWord: word(status, 'registrationStatus'),
      tabs: tabs.filter(({ count, current }) => count > 0 || current),
      registrations: items,
      mayInvite: mayEver('registration.create', me.role),
      inBulk: mayEver('registration.wave', me.role) && IN_BULK.includes(status) && items.length > 0,
      next: nextCursor && `${base}?status=${status}&cursor=${encodeURIComponent(nextCursor)}`,
      first: filter.cursor && `${base}?status=${status}`,
    });
  }

  private async invitePage({ me, request, reply }: Visit, organisationId: string, query: Form, errors?: FormErrors) {
    const base = registrationsOf(me);
    const search = textOf(query, 'zoek');
    const place = organisationId ? await this.places.one(me, organisationId) : null;
    const places = place ? [] : await this.places.find(me, search);
    // Where there is one place only, it needs no choice.
    const chosen = place ?? (!search && places.length === 1 ? places[0]! : null);
    return renderPage(reply, request, 'shared/registrations/pages/invite.njk', {
      title: chosen ? `Iemand uitnodigen voor ${chosen.name}` : 'Iemand uitnodigen',
      base,
      back: { href: base, text: 'Naar de lijst' },
      chosen,
      roles: chosen?.roles.map((role) => ({ value: role, text: word(role, 'role') })),
      places,
      values: query,
      errors,
    });
  }
}

const TITLES: Partial<Record<Person['role'], string>> = {
  'club-contact': 'Contactpersonen van je club',
  'federation-contact': 'Contactpersonen',
  counsellor: 'Je team',
  'team-lead': 'Je team',
  coordinator: 'Leden van de 1712-punten',
};

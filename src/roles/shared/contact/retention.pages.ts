import { Body, Get, Injectable, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsultQueries } from '../../../features/consults/consult-queries.js';
import { Notifications } from '../../../features/notifications/notifications.js';
import { DestroyEarly } from '../../../features/retention/destroy-early.js';
import { KeepLonger } from '../../../features/retention/keep-longer.js';
import { KeepingDto } from '../../../features/retention/retention.dto.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { checkedAs, maybeTextOf, submitForm, textOf, type Form, type FormErrors } from '../form.js';
import { goTo, homeOf, renderPage } from '../page.js';
import { submitTexts, typedIn, type TypedText } from './findings.js';
import { consultPath } from './paths.js';

const REASON: TypedText[] = [{ field: 'reason', label: 'Waarom je ze langer bewaart' }];

interface Visit {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** The end of a question's time: keep it longer, or have it destroyed at once while nobody ever took it up. */
@Injectable()
export abstract class RetentionPages {
  constructor(
    private readonly queries: ConsultQueries,
    private readonly keeping: KeepLonger,
    private readonly destroying: DestroyEarly,
    private readonly notifications: Notifications,
  ) {}

  @Get('consulten/:id/bewaren')
  @Does('consult.keep')
  keepPage(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.showKeeping({ me, id, request, reply }, {});
  }

  @Post('consulten/:id/bewaren')
  @Does('consult.keep')
  keep(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = { me, id, request, reply };
    return submitTexts(reply, request, {
      form,
      texts: REASON,
      action: `${consultPath(me, id)}/bewaren`,
      back: consultPath(me, id),
      onlyHers: true,
      names: { labels: { reason: 'Waarom wil je ze langer bewaren', keepUntil: 'Tot wanneer' } },
      act: async (acknowledgedFindings) => {
        const keeping = { reason: typedIn(form, 'reason'), keepUntil: maybeTextOf(form, 'keepUntil'), acknowledgedFindings };
        await this.keeping.keep(me, id, await checkedAs(KeepingDto, keeping), { ifMatch: textOf(form, 'versie') || undefined });
        return (await this.isDraft(visit)) ? `${homeOf(me.role)}?klaar=langer` : `${consultPath(me, id)}?klaar=langer`;
      },
      again: (errors) => this.showKeeping(visit, form, errors),
    });
  }

  @Get('consulten/:id/vernietigen')
  @Does('consult.destroy')
  destroyPage(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.showDestroying({ me, id, request, reply });
  }

  @Post('consulten/:id/vernietigen')
  @Does('consult.destroy')
  destroy(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        await this.destroying.destroy(me, id, textOf(form, 'versie') || undefined);
        return `${homeOf(me.role)}?klaar=vernietigd`;
      },
      (errors) => this.showDestroying({ me, id, request, reply }, errors),
    );
  }

  private async showKeeping({ me, id, request, reply }: Visit, form: Form, errors?: FormErrors): Promise<FastifyReply> {
    const view = await this.queries.get(me, id);
    const latest = await this.keeping.latest(me, id);
    // Asked for while somebody works on it: nothing of it ends.
    if (!latest) return goTo(reply, consultPath(me, id));
    await this.notifications.markReadOf(me, id);
    return renderPage(reply, request, 'shared/contact/pages/keep.njk', {
      title: `Langer bewaren – vraag ${view.reference}`,
      consult: view,
      latest,
      action: `${consultPath(me, id)}/bewaren`,
      back: { href: view.status === 'draft' ? homeOf(me.role) : consultPath(me, id) },
      values: { keepUntil: latest, ...form },
      errors,
    });
  }

  private async showDestroying({ me, id, request, reply }: Visit, errors?: FormErrors): Promise<FastifyReply> {
    const view = await this.queries.get(me, id);
    const canDestroy = view.allowed.includes('destroy');
    if (!errors && !canDestroy) return goTo(reply, consultPath(me, id));
    return renderPage(reply, request, 'shared/contact/pages/destroy.njk', {
      title: `Vernietigen – vraag ${view.reference}`,
      consult: view,
      canDestroy,
      goneForGoodOn: await this.destroying.goneForGoodOn(me),
      action: `${consultPath(me, id)}/vernietigen`,
      back: { href: consultPath(me, id) },
      errors,
    });
  }

  private async isDraft({ me, id }: Visit): Promise<boolean> {
    return (await this.queries.get(me, id)).status === 'draft';
  }
}

import { Body, Get, Injectable, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsultQueries } from '../../../features/consults/consult-queries.js';
import type { ConsultView } from '../../../features/consults/consult-views.js';
import { ClosureDto, ConflictDto, DangerDto, DraftDto, SharingDto, UnsharingDto, WithdrawalDto } from '../../../features/consults/consult.dto.js';
import { EndConsult } from '../../../features/consults/end-consult.js';
import { ShareConsult } from '../../../features/consults/share-consult.js';
import { WriteMessage } from '../../../features/consults/write-message.js';
import { CLOSURE_OUTCOMES, CONFLICT_LEVELS, type Level } from '../../../domain/vocabulary.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { checkedAs, listOf, maybeTextOf, textOf, type Form, type FormErrors } from '../form.js';
import { invalid } from '../../../platform/http/problem.js';
import { goTo, renderPage } from '../page.js';
import { NOTHING_YET } from './asking.js';
import { submitTexts, typedIn, type TypedText } from './findings.js';
import { consultPath, pathOf } from './paths.js';
import { REACH } from './reach.js';
import { conflictEffects } from './words.js';

const REASON: TypedText[] = [{ field: 'reason', label: 'Wat je erbij zegt' }];

/** What only the system says is not offered. */
const OUTCOMES = CLOSURE_OUTCOMES.filter((outcome) => outcome !== 'no-reaction');

interface Change {
  me: Person;
  id: string;
  form: Form;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What she can decide about her question: a page each, and only while the consult allows it. */
@Injectable()
export abstract class EndingPages {
  constructor(
    private readonly queries: ConsultQueries,
    private readonly ending: EndConsult,
    private readonly sharing: ShareConsult,
    private readonly writing: WriteMessage,
  ) {}

  @Get('consulten/:id/sluiten')
  @Does('consult.close')
  closing(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page('close', { me, id, form: {}, request, reply });
  }

  @Post('consulten/:id/sluiten')
  @Does('consult.close')
  close(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.change('close', { me, id, form, request, reply }, 'gesloten', 'closed', async (acknowledgedFindings) => {
      const outcome = maybeTextOf(form, 'outcome');
      const closure = await checkedAs(ClosureDto, { outcome, reason: reasonIn(form), acknowledgedFindings });
      await this.ending.close(me, id, closure, versionIn(form));
    });
  }

  @Get('consulten/:id/intrekken')
  @Does('consult.withdraw')
  withdrawing(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page('withdraw', { me, id, form: {}, request, reply });
  }

  @Post('consulten/:id/intrekken')
  @Does('consult.withdraw')
  withdraw(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.change('withdraw', { me, id, form, request, reply }, 'ingetrokken', 'withdrawn', async (acknowledgedFindings) => {
      const withdrawal = await checkedAs(WithdrawalDto, { reason: reasonIn(form), acknowledgedFindings });
      await this.ending.withdraw(me, id, withdrawal, versionIn(form));
    });
  }

  @Get('consulten/:id/heropenen')
  @Does('consult.reopen')
  reopening(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page('reopen', { me, id, form: {}, request, reply });
  }

  @Post('consulten/:id/heropenen')
  @Does('consult.reopen')
  reopen(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.change('reopen', { me, id, form, request, reply }, 'heropend', null, async (acknowledgedFindings) => {
      const { draft, missing } = REACH.read(form, NOTHING_YET);
      if (missing) throw invalid([missing]);
      const contact = await checkedAs(DraftDto, { ...draft, acknowledgedFindings });
      await this.ending.reopen(me, id, versionIn(form), contact);
    });
  }

  @Get('consulten/:id/gevaar')
  @Does('consult.raise-danger')
  danger(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page('danger', { me, id, form: {}, request, reply });
  }

  @Post('consulten/:id/gevaar')
  @Does('consult.raise-danger')
  raise(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.change('danger', { me, id, form, request, reply }, 'gevaar', null, async () => {
      const { danger } = await checkedAs(DangerDto, { danger: maybeTextOf(form, 'danger') });
      await this.writing.raiseDanger(me, id, danger, { ifMatch: versionIn(form) });
    });
  }

  @Get('consulten/:id/belangenconflict')
  @Does('consult.set-conflict')
  conflict(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page('conflict', { me, id, form: {}, request, reply });
  }

  @Post('consulten/:id/belangenconflict')
  @Does('consult.set-conflict')
  setConflict(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.change('conflict', { me, id, form, request, reply }, 'conflict', null, async () => {
      const chosen = listOf(form, 'levels');
      if (!chosen.length) throw invalid([{ field: 'levels', code: 'required', message: 'Kies een van de antwoorden.' }]);
      const { levels } = await checkedAs(ConflictDto, { levels: chosen.filter((level) => level !== 'nee') });
      await this.sharing.setConflict(me, id, levels, versionIn(form));
    });
  }

  @Get('consulten/:id/delen')
  @Does('consult.share')
  colleagues(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page('share', { me, id, form: {}, request, reply });
  }

  @Post('consulten/:id/delen')
  @Does('consult.share')
  share(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const stop = textOf(form, 'stop');
    return this.change('share', { me, id, form, request, reply }, stop ? 'niet-gedeeld' : 'gedeeld', null, async () => {
      if (stop) {
        const { accountId } = await checkedAs(UnsharingDto, { accountId: stop });
        return this.sharing.unshare(me, id, accountId ?? null);
      }
      const { accountId } = await checkedAs(SharingDto, { accountId: textOf(form, 'accountId') });
      return this.sharing.share(me, id, accountId);
    });
  }

  /** @param reached a status that a first tap already brought: the second one is then done too */
  private change(
    template: string,
    change: Change,
    done: string,
    reached: string | null,
    act: (acknowledged: true | undefined) => Promise<void>,
  ): Promise<FastifyReply> {
    const { me, id, form, request, reply } = change;
    const next = `${consultPath(me, id)}?klaar=${done}${done === 'heropend' ? '#schrijven' : ''}`;
    return submitTexts(reply, request, {
      form,
      texts: [...('reason' in form ? REASON : []), ...(template === 'reopen' ? (REACH.texts ?? []) : [])],
      action: request.url.split('?', 1)[0]!,
      back: consultPath(me, id),
      names: { labels: { reason: 'Wat je erbij zegt', outcome: 'Hoe liep het af', danger: 'Gevaar', levels: 'Iemand in de keten', ...REACH.names?.labels } },
      act: async (acknowledged) => {
        await act(acknowledged);
        return next;
      },
      again: async (errors) => {
        const view = await this.queries.get(me, id);
        return reached && view.status === reached ? goTo(reply, next) : this.page(template, change, view, errors);
      },
    });
  }

  private async page(template: string, change: Change, known?: ConsultView, errors?: FormErrors): Promise<FastifyReply> {
    const { me, id, form, request, reply } = change;
    const view = known ?? (await this.queries.get(me, id));
    if (view.status === 'draft') return goTo(reply, pathOf(me, id, ''));
    const action = ACTIONS[template]!;
    // Asked for while it cannot be done: the consult says what can. A refused form keeps its words on the page.
    const levels = view.facts?.conflictOfInterest ?? [];
    // With a conflict of her own organisation named, the page of sharing says that nobody reads along any more.
    const stopped = template === 'share' && levels.some((level) => level === view.level);
    if (!errors && !stopped && !view.allowed.some((one) => one === action)) return goTo(reply, consultPath(me, id));
    return renderPage(reply, request, `shared/contact/pages/${template}.njk`, {
      title: `${TITLES[template]} – vraag ${view.reference}`,
      consult: view,
      stopped,
      phoneErased: view.receipt?.crosses.includes('phone'),
      action: request.url.split('?', 1)[0],
      back: { href: consultPath(me, id) },
      outcomes: OUTCOMES,
      colleagues: template === 'share' && !errors ? await this.sharing.colleagues(me, id) : [],
      conflictItems: CONFLICT_LEVELS.map((level) => ({ level, effect: conflictEffects([level], view.level as Level)[0] })),
      values: { levels, ...form },
      errors,
    });
  }
}

/** Page -> the lifecycle's action that offers it. */
const ACTIONS: Record<string, string> = {
  close: 'close',
  withdraw: 'withdraw',
  reopen: 'reopen',
  danger: 'raise-danger',
  conflict: 'set-conflict',
  share: 'share',
};

const TITLES: Record<string, string> = {
  close: 'Afsluiten',
  withdraw: 'Intrekken',
  reopen: 'Heropenen',
  danger: 'Het is gevaarlijker geworden',
  conflict: 'Iemand uit de keten',
  share: 'Delen met een collega',
};

const versionIn = (form: Form): string | undefined => textOf(form, 'versie') || undefined;

const reasonIn = (form: Form): string | undefined => (textOf(form, 'reason').trim() ? typedIn(form, 'reason') : undefined);

import { randomUUID } from 'node:crypto';
import { Body, Get, Injectable, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AskConsult } from '../../../features/consults/ask-consult.js';
import { ConsultQueries } from '../../../features/consults/consult-queries.js';
import { DraftDto } from '../../../features/consults/consult.dto.js';
import { EscalationQueries } from '../../../features/escalations/escalation-queries.js';
import { ContactGuide } from '../../../features/routing/contact-guide.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { invalid, notFound } from '../../../platform/http/problem.js';
import { checkedAs, textOf, type Form, type FormErrors } from '../form.js';
import { goTo, homeOf, renderPage } from '../page.js';
import { askingOf, NOTHING_YET, type Asking } from './asking.js';
import { submitTexts } from './findings.js';
import { askedBefore, codesToAsk, questionsOf, withoutQuestions, type OutsideCode } from './outside.js';
import { afterChange, CHECK, consultPath, pathOf } from './paths.js';
import { stepsFor } from './step-order.js';
import { titleOf, type Step } from './step.js';
import { STEPS } from './steps.js';
import { MAX_VICTIMS, rowValues, victimRows, withoutEmptyRows } from './victims.js';
import { BEHAVIOUR_HINTS, WHEN } from './words.js';

/** Asking, one question a page. A draft, encrypted and hers alone, from the first answer on. */
@Injectable()
export abstract class AskingPages {
  constructor(
    private readonly asking: AskConsult,
    private readonly queries: ConsultQueries,
    private readonly escalations: EscalationQueries,
    private readonly guide: ContactGuide,
  ) {}

  @Get('vraag')
  @Does('consult.ask')
  start(@Me() me: Person, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.startPage(me, request, reply, {});
  }

  /** The same answer tapped twice makes one draft. */
  @Post('vraag')
  @Does('consult.ask')
  begin(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const step = STEPS[0]!;
    return submitTexts(reply, request, {
      form,
      texts: [],
      action: '',
      back: '',
      names: step.names,
      act: async () => {
        const { draft } = await this.answerIn(step, form, NOTHING_YET);
        const key = textOf(form, 'sleutel');
        const id = await this.asking.saveDraft(me, draft, key ? `${key}.${textOf(form, 'gevaar')}` : undefined);
        return this.afterStep(me, id, step, form);
      },
      again: (errors) => this.startPage(me, request, reply, form, errors),
    });
  }

  @Get('vraag/:id/:step')
  @Does('consult.see')
  async step(
    @Me() me: Person,
    @Param('id') id: string,
    @Param('step') path: string,
    @Query() query: Form,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const view = await this.queries.get(me, id);
    if (view.status !== 'draft') return goTo(reply, consultPath(me, id));
    const asking = askingOf(view);
    const step = stepAt(asking, path);
    return this.stepPage(me, request, reply, { asking, step, changing: textOf(query, 'terug') === CHECK, values: step.values(asking) });
  }

  @Post('vraag/:id/:step')
  @Does('consult.edit-draft')
  async answer(
    @Me() me: Person,
    @Param('id') id: string,
    @Param('step') path: string,
    @Body() typed: Form,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const view = await this.queries.get(me, id);
    if (view.status !== 'draft') return goTo(reply, consultPath(me, id));
    const asking = askingOf(view);
    const step = stepAt(asking, path);
    const form = path === 'wie' && asking.level === 'federation' ? withoutEmptyRows(typed) : typed;
    const changing = textOf(form, 'terug') === CHECK;
    const seen = askedBefore(form);
    const page = (values: object, errors?: FormErrors, asked: OutsideCode[] = []) =>
      this.stepPage(me, request, reply, { asking, step, changing, values, seen, errors, asked });
    if (textOf(form, 'rij')) return page(rowValues(changedRows(typed)));
    const outside = await this.outside(me, form);
    return submitTexts(reply, request, {
      form,
      texts: step.texts ?? [],
      action: pathOf(me, id, path),
      back: pathOf(me, id, path) + (changing ? `?terug=${CHECK}` : ''),
      names: step.names,
      act: async (acknowledged) => {
        if (leavesBlank(step, form, asking)) return this.leaveTo(me, asking, step, form);
        const { draft, forget } = await this.answerIn(step, form, asking);
        if (outside.length) throw invalid(outside.map(({ field, code }) => ({ field, code: 'outside', message: code })));
        await this.asking.edit(me, id, { ...draft, acknowledgedFindings: acknowledged }, undefined, forget);
        return this.afterStep(me, id, step, form);
      },
      again: (errors) => page({ ...form }, withoutQuestions(errors), outside),
    });
  }

  /** @throws Problem 400 with what is missing or unknown */
  private async answerIn(step: Step, form: Form, asking: Asking) {
    const { draft, forget, missing } = step.read(form, asking);
    if (missing) throw invalid([missing]);
    return { draft: await checkedAs(DraftDto, draft), forget };
  }

  /** Of the postal codes that she was not asked about yet, those that lie outside. */
  private async outside(me: Person, form: Form): Promise<OutsideCode[]> {
    const typed = codesToAsk(form);
    const outside = typed.length ? await this.guide.outside(me, typed.map(({ code }) => code)) : [];
    return typed.filter(({ code }) => outside.includes(code));
  }

  private async afterStep(me: Person, id: string, step: Step, form: Form): Promise<string> {
    const asking = askingOf(await this.queries.get(me, id));
    if (leaves(form)) return this.leaveTo(me, asking, step, form);
    const changing = textOf(form, 'terug') === CHECK;
    if (step.path === 'gevaar' && asking.facts.danger === 'acute') return pathOf(me, id, `bellen${changing ? `?terug=${CHECK}` : ''}`);
    if (changing) return afterChange(me, asking);
    const steps = stepsFor(asking);
    return pathOf(me, id, steps[steps.findIndex(({ path }) => path === step.path) + 1]?.path ?? CHECK);
  }

  /** "Bewaren en later verdergaan" or "Terug", where both keep what she filled in. */
  private leaveTo(me: Person, asking: Asking, step: Step, form: Form): string {
    if (textOf(form, 'bewaren')) return `${homeOf(me.role)}?klaar=bewaard`;
    if (textOf(form, 'terug') === CHECK) return pathOf(me, asking.id, CHECK);
    const steps = stepsFor(asking);
    const before = steps[steps.findIndex(({ path }) => path === step.path) - 1];
    return before ? pathOf(me, asking.id, before.path) : homeOf(me.role);
  }

  private startPage(me: Person, request: FastifyRequest, reply: FastifyReply, values: object, errors?: FormErrors) {
    const heading = titleOf(STEPS[0]!, NOTHING_YET);
    return renderPage(reply, request, 'shared/contact/pages/steps/gevaar.njk', {
      title: `${heading} – stap 1`,
      heading,
      number: 1,
      base: homeOf(me.role),
      action: `${homeOf(me.role)}/vraag`,
      key: randomUUID(),
      back: { href: homeOf(me.role) },
      values,
      errors,
    });
  }

  private async stepPage(
    me: Person,
    request: FastifyRequest,
    reply: FastifyReply,
    page: { asking: Asking; step: Step; changing: boolean; values: object; seen?: string[]; errors?: FormErrors; asked?: OutsideCode[] },
  ) {
    const { asking, step, changing, values, seen = [], errors, asked = [] } = page;
    const steps = stepsFor(asking);
    const number = steps.indexOf(step) + 1;
    const total = steps.length + 1;
    const heading = titleOf(step, asking);
    return renderPage(reply, request, `shared/contact/pages/steps/${step.path}.njk`, {
      title: `${heading} – stap ${number} van ${total}`,
      heading,
      number,
      total,
      base: homeOf(me.role),
      action: pathOf(me, asking.id, step.path),
      discard: pathOf(me, asking.id, 'weggooien'),
      changing,
      level: asking.level,
      policy: asking.facts.kind === 'policy',
      behaviourHints: BEHAVIOUR_HINTS,
      when: WHEN,
      seen: [...new Set([...seen, ...asked.map(({ code }) => code)])],
      questions: questionsOf(asked),
      basis: await this.escalations.extractFor(me, asking.escalationId),
      values,
      errors,
    });
  }
}

function stepAt(asking: Asking, path: string): Step {
  const step = stepsFor(asking).find((one) => one.path === path);
  if (!step) throw notFound();
  return step;
}

const leaves = (form: Form): boolean => Boolean(textOf(form, 'bewaren') || textOf(form, 'vorige'));

/** Leaving an empty page keeps what there was. */
const leavesBlank = (step: Step, form: Form, asking: Asking): boolean => leaves(form) && Boolean(step.read(form, asking).missing);

/** "Nog iemand" and "Weghalen" on the page of who it is about. */
function changedRows(form: Form) {
  const rows = victimRows(form);
  const asked = textOf(form, 'rij');
  return asked === 'meer' ? [...rows, {}].slice(0, MAX_VICTIMS) : rows.filter((_row, index) => asked !== `weg-${index}`);
}

import { randomUUID } from 'node:crypto';
import { Body, Get, Injectable, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AskConsult } from '../../../features/consults/ask-consult.js';
import { ConsultQueries } from '../../../features/consults/consult-queries.js';
import type { ConsultView } from '../../../features/consults/consult-views.js';
import { DraftDto } from '../../../features/consults/consult.dto.js';
import { ContactGuide } from '../../../features/routing/contact-guide.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { invalid, notFound, type FieldError } from '../../../platform/http/problem.js';
import { checkedAs, listOf, textOf, type Form, type FormErrors } from '../form.js';
import { goTo, homeOf, renderPage } from '../page.js';
import { askingOf, type Asking } from './asking.js';
import { submitTexts } from './findings.js';
import { firstMissing, resumeAt, STEPS, stepsFor, type Step } from './steps.js';
import { MAX_VICTIMS, rowValues, victimRows, withoutEmptyRows } from './victims.js';
import { BEHAVIOUR_HINTS, WHEN } from './words.js';

const CHECK = 'nakijken';

/** Asking, one question a page. A draft, encrypted and hers alone, from the first answer on. */
@Injectable()
export abstract class AskingPages {
  constructor(
    private readonly asking: AskConsult,
    private readonly queries: ConsultQueries,
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

  @Get('vraag/:id')
  @Does('consult.see')
  async resume(@Me() me: Person, @Param('id') id: string, @Res() reply: FastifyReply) {
    const view = await this.queries.get(me, id);
    if (view.status !== 'draft') return goTo(reply, consultPath(me, id));
    return goTo(reply, pathOf(me, id, resumeAt(askingOf(view))?.path ?? CHECK));
  }

  /** Danger now: call first, in one tap. She goes on when she has called, or while. */
  @Get('vraag/:id/bellen')
  @Does('consult.see')
  async call(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const view = await this.queries.get(me, id);
    if (view.status !== 'draft') return goTo(reply, consultPath(me, id));
    const changing = textOf(query, 'terug') === CHECK;
    return renderPage(reply, request, 'shared/contact/pages/call.njk', {
      title: 'Bel nu',
      onward: changing ? this.afterChange(me, askingOf(view)) : pathOf(me, id, 'soort'),
      back: { href: pathOf(me, id, 'gevaar') },
    });
  }

  @Get('vraag/:id/weggooien')
  @Does('consult.see')
  async discarding(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const view = await this.queries.get(me, id);
    if (view.status !== 'draft') return goTo(reply, consultPath(me, id));
    return this.discardPage(me, view, request, reply);
  }

  @Post('vraag/:id/weggooien')
  @Does('consult.edit-draft')
  async discard(@Me() me: Person, @Param('id') id: string, @Res() reply: FastifyReply) {
    const view = await this.queries.get(me, id);
    if (view.status !== 'draft') return goTo(reply, consultPath(me, id));
    await this.asking.discard(me, id);
    return goTo(reply, `${homeOf(me.role)}?klaar=weg`);
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
    const page = (values: object, errors?: FormErrors) =>
      this.stepPage(me, request, reply, { asking, step, changing, values, seen: listOf(form, 'postcode-gezien'), errors });
    if (textOf(form, 'rij')) return page(rowValues(changedRows(typed)));
    return submitTexts(reply, request, {
      form,
      texts: step.texts ?? [],
      action: pathOf(me, id, path),
      back: pathOf(me, id, path) + (changing ? `?terug=${CHECK}` : ''),
      names: step.names,
      act: async (acknowledged) => {
        if (leavesBlank(step, form, asking)) return `${homeOf(me.role)}?klaar=bewaard`;
        const { draft, forget } = await this.answerIn(step, form, asking);
        await this.refuseOnce(me, form);
        await this.asking.edit(me, id, { ...draft, acknowledgedFindings: acknowledged }, undefined, forget);
        return this.afterStep(me, id, step, form);
      },
      again: (errors) => page({ ...form }, errors),
    });
  }

  /** @throws Problem 400 with what is missing or unknown */
  private async answerIn(step: Step, form: Form, asking: Asking) {
    const { draft, forget, missing } = step.read(form, asking);
    if (missing) throw invalid([missing]);
    return { draft: await checkedAs(DraftDto, draft), forget };
  }

  /** A postal code outside Flanders and Brussels is asked about once; the second time it is taken at her word. */
  private async refuseOnce(me: Person, form: Form): Promise<void> {
    const typed = Object.keys(form).filter((name) => name === 'waar' || /^postcode-\d+$/.test(name));
    const codes = typed.map((field) => ({ field, code: textOf(form, field).trim() })).filter(({ code }) => code);
    if (!codes.length) return;
    const seen = listOf(form, 'postcode-gezien');
    const outside = await this.guide.outside(me, codes.map(({ code }) => code));
    const asked = codes.filter(({ code }) => outside.includes(code) && !seen.includes(code));
    if (asked.length) {
      throw invalid(
        asked.map(({ field, code }): FieldError => ({
          field,
          code: 'outside',
          message: `${code} ligt niet in Vlaanderen of Brussel. Kijk nog eens na. Klopt het toch? Ga dan gewoon verder.`,
        })),
      );
    }
  }

  private async afterStep(me: Person, id: string, step: Step, form: Form): Promise<string> {
    if (textOf(form, 'bewaren')) return `${homeOf(me.role)}?klaar=bewaard`;
    const asking = askingOf(await this.queries.get(me, id));
    const changing = textOf(form, 'terug') === CHECK;
    if (step.path === 'gevaar' && asking.facts.danger === 'acute') return pathOf(me, id, `bellen${changing ? `?terug=${CHECK}` : ''}`);
    if (changing) return this.afterChange(me, asking);
    const steps = stepsFor(asking);
    return pathOf(me, id, steps[steps.findIndex(({ path }) => path === step.path) + 1]?.path ?? CHECK);
  }

  /** Back to where the change began, unless the change asks for something more. */
  private afterChange(me: Person, asking: Asking): string {
    const missing = firstMissing(asking);
    return pathOf(me, asking.id, missing ? `${missing.path}?terug=${CHECK}` : CHECK);
  }

  private startPage(me: Person, request: FastifyRequest, reply: FastifyReply, values: object, errors?: FormErrors) {
    return renderPage(reply, request, 'shared/contact/pages/steps/gevaar.njk', {
      title: 'Stap 1',
      number: 1,
      base: homeOf(me.role),
      action: `${homeOf(me.role)}/vraag`,
      key: randomUUID(),
      back: { href: homeOf(me.role) },
      values,
      errors,
    });
  }

  private stepPage(
    me: Person,
    request: FastifyRequest,
    reply: FastifyReply,
    page: { asking: Asking; step: Step; changing: boolean; values: object; seen?: string[]; errors?: FormErrors },
  ) {
    const { asking, step, changing, values, seen = [], errors } = page;
    const steps = stepsFor(asking);
    const index = steps.indexOf(step);
    const before = steps[index - 1];
    const previous = before ? pathOf(me, asking.id, before.path) : homeOf(me.role);
    return renderPage(reply, request, `shared/contact/pages/steps/${step.path}.njk`, {
      title: `Stap ${index + 1}`,
      number: index + 1,
      total: steps.length + 1,
      base: homeOf(me.role),
      action: pathOf(me, asking.id, step.path),
      discard: pathOf(me, asking.id, 'weggooien'),
      changing,
      skip: pathOf(me, asking.id, changing ? CHECK : (steps[index + 1]?.path ?? CHECK)),
      level: asking.level,
      policy: asking.facts.kind === 'policy',
      behaviourHints: BEHAVIOUR_HINTS,
      when: WHEN,
      seen: [...new Set([...seen, ...outsideIn(errors, values)])],
      back: { href: changing ? pathOf(me, asking.id, CHECK) : previous },
      values,
      errors,
    });
  }

  private discardPage(me: Person, view: ConsultView, request: FastifyRequest, reply: FastifyReply) {
    return renderPage(reply, request, 'shared/contact/pages/discard.njk', {
      title: 'Vraag weggooien',
      action: pathOf(me, view.id, 'weggooien'),
      stay: pathOf(me, view.id, ''),
      back: { href: pathOf(me, view.id, '') },
    });
  }
}

const NOTHING_YET: Asking = { id: '', level: 'club', facts: {}, question: '', narrative: '', contact: {}, showMe: false, version: 0 };

export const pathOf = (me: Person, id: string, step: string): string => `${homeOf(me.role)}/vraag/${id}${step && `/${step}`}`;
export const consultPath = (me: Person, id: string): string => `${homeOf(me.role)}/consulten/${id}`;

function stepAt(asking: Asking, path: string): Step {
  const step = stepsFor(asking).find((one) => one.path === path);
  if (!step) throw notFound();
  return step;
}

/** "Bewaren en later verdergaan" on an empty page keeps what there was. */
const leavesBlank = (step: Step, form: Form, asking: Asking): boolean =>
  Boolean(textOf(form, 'bewaren')) && Boolean(step.read(form, asking).missing);

/** "Nog iemand" and "Weghalen" on the page of who it is about. */
function changedRows(form: Form) {
  const rows = victimRows(form);
  const asked = textOf(form, 'rij');
  return asked === 'meer' ? [...rows, {}].slice(0, MAX_VICTIMS) : rows.filter((_row, index) => asked !== `weg-${index}`);
}

const outsideIn = (errors: FormErrors | undefined, values: object): string[] =>
  (errors?.problem.errors ?? [])
    .filter(({ code }) => code === 'outside')
    .map(({ field }) => String((values as Record<string, unknown>)[field] ?? '').trim());

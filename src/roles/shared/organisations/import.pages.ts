import { Body, Get, Injectable, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ImportClubs, type ImportReport } from '../../../features/organisations/import/import-clubs.js';
import { OrganisationQueries } from '../../../features/organisations/organisation-queries.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { CHOSEN_FILE } from '../../../platform/http/kept-form.js';
import { invalid, Problem } from '../../../platform/http/problem.js';
import { formErrors, maybeTextOf, textOf, type Form, type FormErrors } from '../form.js';
import { renderPage } from '../page.js';
import { nounOf, organisationsOf } from './paths.js';

/** A form with a file: its bytes under `file`. */
export type FileForm = Form & { file?: Buffer };

const LABELS = { federation: 'Federatie', file: 'Bestand' };
/** Rows that go in as they are need no look. */
const MOST_SHOWN = 200;

interface Visit {
  me: Person;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** A federation's list of clubs: choose the file, read the report, then let it in. The file goes along in the form. */
@Injectable()
export abstract class ImportPages {
  constructor(
    private readonly clubs: ImportClubs,
    private readonly queries: OrganisationQueries,
  ) {}

  @Get()
  @Does('organisation.import')
  choosing(@Me() me: Person, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.choosePage({ me, request, reply }, {});
  }

  /** The second step, and with a fingerprint the third. */
  @Post()
  @Does('organisation.import')
  async run(@Me() me: Person, @Body() form: FileForm, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    try {
      const bytes = bytesIn(form);
      const report = await this.clubs.run(me, bytes, { federation: maybeTextOf(form, 'federation'), fingerprint: maybeTextOf(form, 'fingerprint') });
      return await this.reportPage({ me, request, reply }, report, bytes);
    } catch (error) {
      if (!(error instanceof Problem) || ![400, 413, 422].includes(error.getStatus())) throw error;
      return this.choosePage({ me, request, reply }, { federation: textOf(form, 'federation') }, formErrors(error, { labels: LABELS }));
    }
  }

  @Post('fout')
  @Does('organisation.import')
  async wrongRows(@Me() me: Person, @Body() form: FileForm, @Res() reply: FastifyReply) {
    const csv = await this.clubs.wrongRows(me, bytesIn(form), { federation: maybeTextOf(form, 'federation') });
    return reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="na-te-kijken.csv"').send(csv);
  }

  private async choosePage({ me, request, reply }: Visit, values: object, errors?: FormErrors) {
    return renderPage(reply, request, 'shared/organisations/pages/import.njk', {
      title: 'Clubs inlezen',
      address: `${organisationsOf(me)}/inlezen`,
      back: { href: organisationsOf(me), text: nounOf(me).back },
      federations: me.role === 'admin' ? await this.queries.federations(me) : null,
      values,
      errors,
    });
  }

  private reportPage({ me, request, reply }: Visit, report: ImportReport, bytes: Buffer) {
    const telling = report.rows.filter(({ outcome, remarks }) => outcome === 'wrong' || remarks.length > 0);
    const others = report.rows.filter((row) => !telling.includes(row) && row.outcome !== 'unchanged');
    return renderPage(reply, request, 'shared/organisations/pages/report.njk', {
      title: report.applied ? 'De clubs zijn ingelezen' : 'Kijk na wat er in het bestand staat',
      base: organisationsOf(me),
      address: `${organisationsOf(me)}/inlezen`,
      back: { href: `${organisationsOf(me)}/inlezen`, text: 'Kies een ander bestand' },
      report,
      total: report.rows.length,
      telling: telling.slice(0, MOST_SHOWN),
      tellingMore: Math.max(0, telling.length - MOST_SHOWN),
      others: others.slice(0, MOST_SHOWN),
      othersMore: Math.max(0, others.length - MOST_SHOWN),
      goesIn: report.counts.new + report.counts.changed,
      chosenFile: bytes.toString('base64'),
      fileField: CHOSEN_FILE,
    });
  }
}

/** Just chosen, or carried along from the step before. @throws Problem 400 without either */
function bytesIn(form: FileForm): Buffer {
  if (Buffer.isBuffer(form.file)) return form.file;
  const carried = textOf(form, CHOSEN_FILE);
  if (!carried) throw invalid([{ field: 'file', code: 'required', message: 'Kies een bestand.' }]);
  return Buffer.from(carried, 'base64');
}

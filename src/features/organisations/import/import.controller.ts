import { Body, Controller, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { Problem } from '../../../platform/http/problem.js';
import { ImportDto, WrongRowsDto } from './import.dto.js';
import { ImportClubs, type ImportReport } from './import-clubs.js';

@ApiTags('organisations')
@Controller('api/v1/organisations/import')
export class ImportController {
  constructor(private readonly clubs: ImportClubs) {}

  /** Without a fingerprint a dry run: nothing is written. With the one that it answers, the same file is applied. */
  @Post()
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @HttpCode(200)
  @Does('organisation.import')
  run(@Me() me: Person, @Query() query: ImportDto, @Body() file: unknown): Promise<ImportReport> {
    return this.clubs.run(me, bytesOf(file), query);
  }

  /** Of the same file the rows that are wrong, to mend. */
  @Post('wrong-rows')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @HttpCode(200)
  @ApiOkResponse({ description: 'A CSV file', content: { 'text/csv': {} } })
  @Does('organisation.import')
  async wrongRows(@Me() me: Person, @Query() query: WrongRowsDto, @Body() file: unknown, @Res() reply: FastifyReply) {
    const csv = await this.clubs.wrongRows(me, bytesOf(file), query);
    return reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="na-te-kijken.csv"').send(csv);
  }
}

function bytesOf(file: unknown): Buffer {
  if (!Buffer.isBuffer(file)) throw new Problem(415, 'unknown-format', 'Stuur hier het bestand zelf, als text/csv.');
  return file;
}

import { Injectable } from '@nestjs/common';
import writeXlsxFile from 'write-excel-file/node';
import { COLUMN_NAMES } from '../../domain/club-import/columns.js';
import { formatKbo } from '../../domain/organisation-numbers.js';
import type { OrganisationState } from '../../domain/organisations.js';
import type { OrganisationKind } from '../../domain/vocabulary.js';
import type { Person } from '../../platform/database/actor.js';
import { csvOf } from './csv-of.js';
import type { ExportFormat } from './export-formats.js';
import type { OrganisationFilterDto } from './organisation.dto.js';
import { OrganisationQueries } from './organisation-queries.js';
import type { OrganisationItem } from './organisation-views.js';

export interface ExportFile {
  type: string;
  name: string;
  content: string | Buffer;
}

const KIND: Record<OrganisationKind, string> = { federation: 'federatie', club: 'club', team: 'team', authority: 'overheid' };
const STATE: Record<OrganisationState, string> = { active: 'bestaat', ended: 'beëindigd', merged: 'opgegaan in een andere' };

/** Under the headings of the import, so that what was exported can be mended and brought back. */
const COLUMNS: [heading: string, of: (one: OrganisationItem) => string, width: number][] = [
  [COLUMN_NAMES.name, ({ name }) => name, 40],
  [COLUMN_NAMES.postalCode, ({ postalCode }) => postalCode ?? '', 10],
  [COLUMN_NAMES.place, ({ place }) => place ?? '', 24],
  [COLUMN_NAMES.kbo, ({ kbo }) => (kbo === null ? '' : formatKbo(kbo)), 16],
  [COLUMN_NAMES.vCode, ({ vCode }) => vCode ?? '', 12],
  ['Soort', ({ kind }) => KIND[kind], 12],
  ['Stand', ({ state }) => STATE[state], 16],
  ['Einde', ({ endedOn }) => endedOn ?? '', 12],
];

/** The list that somebody may see, as a file. */
@Injectable()
export class ExportOrganisations {
  constructor(private readonly queries: OrganisationQueries) {}

  async file(me: Person, format: ExportFormat, filter: OrganisationFilterDto): Promise<ExportFile> {
    const items = await this.queries.all(me, filter);
    const rows = [COLUMNS.map(([heading]) => heading), ...items.map((one) => COLUMNS.map(([, of]) => of(one)))];
    return format === 'csv'
      ? { type: 'text/csv; charset=utf-8', name: 'organisaties.csv', content: csvOf(rows) }
      : { type: XLSX, name: 'organisaties.xlsx', content: await sheetOf(rows) };
  }
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Every cell is one of text: a spreadsheet reads no formula, no date and no number in it, whatever it begins with. */
const sheetOf = ([headings, ...rows]: string[][]): Promise<Buffer> =>
  writeXlsxFile(
    [
      headings!.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...rows.map((cells) => cells.map((value) => (value ? { value, type: String, format: '@' } : null))),
    ],
    { sheet: 'Organisaties', columns: COLUMNS.map(([, , width]) => ({ width })), stickyRowsCount: 1 },
  ).toBuffer();

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { REFERENCE_KINDS, ReferenceSet } from '../reference-data/reference-set.entity.js';
import { TeamEntity } from '../teams/team.entity.js';

const FIRST_DAY = '2012-03-13';

/** From the project's reference-data/ folder, which lies beside src and, built, beside dist. */
function read<Content extends object>(name: string): Content {
  let folder = fileURLToPath(new URL('.', import.meta.url));
  for (;;) {
    try {
      return JSON.parse(readFileSync(join(folder, 'reference-data', `${name}.json`), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || folder === '/') throw error;
      folder = join(folder, '..');
    }
  }
}

/** The starting values, for kinds and teams that have none yet. What people changed since is left alone. */
export async function seedReferenceData(tx: Tx): Promise<void> {
  const sets = tx.manager.getRepository(ReferenceSet);
  for (const kind of REFERENCE_KINDS) {
    if (await sets.existsBy({ kind })) continue;
    const content = read<{ validFrom?: string }>(kind);
    await sets.insert({ id: uuid(), kind, scope: '', validFrom: content.validFrom ?? FIRST_DAY, content });
  }
  const teams = tx.manager.getRepository(TeamEntity);
  for (const team of read<{ teams: Omit<TeamEntity, 'organisationId'>[] }>('teams').teams) {
    if (await teams.existsBy({ code: team.code })) continue;
    const organisationId = uuid();
    await tx.manager.getRepository(Organisation).insert({ id: organisationId, kind: 'team', name: team.name });
    await teams.insert({ ...team, organisationId });
  }
}

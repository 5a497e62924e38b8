import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DB_ROLES } from './roles.js';

/** Who makes the databases makes the roles as well, before any code of ours runs there. */
describe('the roles of the database', () => {
  const named = (text: string): string[] => [...new Set(text.match(/klankbord_[a-z_]+/g))].sort();

  it('are made in the embedded server as in a server of one’s own', () => {
    const embedded = readFileSync('scripts/lib/postgres-roles.mjs', 'utf8');
    const list = /actingRoles = \[(.*)\]/.exec(embedded)![1]!;
    expect(list.match(/[a-z_]+/g)!.map((name) => `klankbord_${name}`).sort()).toEqual([...DB_ROLES].sort());
    const script = readFileSync('deploy/init-databases.sh', 'utf8');
    const [, made] = /unnest\(ARRAY\[(('klankbord_person'[^\]]*))\]\)/.exec(script)!;
    expect(named(made!)).toEqual([...DB_ROLES].sort());
    expect(named(/GRANT (klankbord_person[\s\S]*?)TO klankbord_app/.exec(script)![1]!)).toEqual([...DB_ROLES].sort());
  });
});

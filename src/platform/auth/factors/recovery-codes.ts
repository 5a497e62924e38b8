import { createHash, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Database, type Tx } from '../../database/database.js';

/** Nothing that looks like something else on paper: 31 signs, twenty of them are 99 bits. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const GROUPS = 4;
const GROUP = 5;
const HOW_MANY = 10;

/** 'XXXXX-XXXXX-XXXXX-XXXXX', drawn at random. */
const drawn = (): string =>
  Array.from({ length: GROUPS }, () => Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join('-');

/** What somebody typed from paper, as it was printed; null when it can be none. */
export function normaliseRecoveryCode(typed: string): string | null {
  const signs = typed.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  return signs.length === GROUPS * GROUP && [...signs].every((sign) => ALPHABET.includes(sign)) ? signs : null;
}

/** With its account: the same code of somebody else is another row. Nobody guesses 99 bits, so a fast hash is enough. */
const hashOf = (accountId: string, code: string): Buffer => createHash('sha256').update(`${accountId} ${code}`).digest();

/** Printed codes, each for one time, for who has nothing else at hand. */
@Injectable()
export class RecoveryCodes {
  constructor(private readonly database: Database) {}

  /** Ten new ones, told this once; those of before work until one of these was typed back. */
  make(accountId: string): Promise<string[]> {
    const codes = Array.from({ length: HOW_MANY }, drawn);
    return this.database.asSystem('sign-in', async (tx) => {
      await tx.query('delete from recovery_codes where account_id = $1 and confirmed_at is null', [accountId]);
      for (const code of codes) {
        await tx.query('insert into recovery_codes (id, account_id, code_hash) values ($1, $2, $3)', [
          uuid(),
          accountId,
          hashOf(accountId, normaliseRecoveryCode(code)!),
        ]);
      }
      return codes;
    });
  }

  /** Typed back from paper: they are printed, and count from now; older ones do not. The one that was typed stays good. */
  confirm(accountId: string, typed: string): Promise<boolean> {
    return this.database.asSystem('sign-in', async (tx) => {
      const code = normaliseRecoveryCode(typed);
      const [known] = code
        ? await tx.query('select 1 from recovery_codes where account_id = $1 and code_hash = $2 and confirmed_at is null', [accountId, hashOf(accountId, code)])
        : [];
      if (!known) return false;
      await tx.query('delete from recovery_codes where account_id = $1 and confirmed_at is not null', [accountId]);
      await tx.query('update recovery_codes set confirmed_at = now() where account_id = $1', [accountId]);
      await tx.audit('recovery-codes.make', { kind: 'account', id: accountId });
      return true;
    });
  }

  /** @returns whether it was one of this account's that was not used yet; now it is */
  async use(tx: Tx, accountId: string, typed: string): Promise<boolean> {
    const code = normaliseRecoveryCode(typed);
    if (!code) return false;
    const used = await tx.query(
      `with used as (update recovery_codes set used_at = now()
         where account_id = $1 and code_hash = $2 and confirmed_at is not null and used_at is null returning id) select id from used`,
      [accountId, hashOf(accountId, code)],
    );
    return used.length > 0;
  }
}

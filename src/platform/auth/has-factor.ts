/** An account `a` holds a second factor of ours. */
export const holdsFactorSql = `(exists (select 1 from authenticators t where t.account_id = a.id and t.confirmed_at is not null)
  or exists (select 1 from passkeys p where p.account_id = a.id))`;

/** Somebody else vouches for who it is, by two steps where that is asked. */
export const holdsDigitalKeySql = 'exists (select 1 from account_identities i where i.account_id = a.id)';

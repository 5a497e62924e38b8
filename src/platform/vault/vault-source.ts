/** Injection token of the DataSource of the vault's database; nothing outside this folder asks it. */
export const VAULT_SOURCE = Symbol('vault DataSource');

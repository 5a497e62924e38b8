/** The developer's own settings must not steer what is tried out, let alone point it at a real database. */
export function hermetic(env) {
  const steering = /^(KLANKBORD_(?!TEST_COUNTS$).*|(MIGRATION_|VAULT_|VAULT_MIGRATION_)?DATABASE_URL|REDIS_URL|SMTP_URL|PUBLIC_URL|SECURITY_CONTACT|KEK_FILE|BACKUP_[A-Z_]+|OIDC_[A-Z_]+|AUDIT_KEY_FILE|AUDIT_HEADS_FILE|LEDGER_FILE|SESSION_SECRET|HOST|PORT|PG[A-Z]+)$/;
  return Object.fromEntries(Object.entries(env).filter(([key]) => !steering.test(key)));
}

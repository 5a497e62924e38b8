import { Temporal } from 'temporal-polyfill';

export type BackupDatabase = 'main' | 'vault';

const NAME = /^klankbord-(main|vault)-(\d{8}T\d{6}\.\d{3}Z)\.sql\.gz\.age$/;
const HOURS_A_DAY = 24;

/** What it is, and how it is opened: an SQL script, in gzip, in age. */
export function backupName(database: BackupDatabase, moment: Temporal.Instant): string {
  return `klankbord-${database}-${moment.toString({ smallestUnit: 'millisecond' }).replace(/[-:]/g, '')}.sql.gz.age`;
}

/** Which backups in a folder had their time, each database by its own; what has no name of ours is left alone. */
export function pastBackups(names: readonly string[], now: Temporal.Instant, days: Record<BackupDatabase, number>): string[] {
  return names.filter((name) => {
    const [, database, moment] = NAME.exec(name) ?? [];
    if (!moment) return false;
    const end = Temporal.Instant.from(moment).add({ hours: days[database as BackupDatabase] * HOURS_A_DAY });
    return Temporal.Instant.compare(end, now) < 0;
  });
}

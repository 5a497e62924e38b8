import { Temporal } from 'temporal-polyfill';
import { localDate } from './brussels-time.js';

export type BackupDatabase = 'main' | 'vault';

const NAME = /^klankbord-(main|vault)-(\d{8}T\d{6}\.\d{3}Z)\.sql\.gz\.age$/;

/** What it is, and how it is opened: an SQL script, in gzip, in age. */
export function backupName(database: BackupDatabase, moment: Temporal.Instant): string {
  return `klankbord-${database}-${moment.toString({ smallestUnit: 'millisecond' }).replace(/[-:]/g, '')}.sql.gz.age`;
}

/**
 * Which backups in a folder had their time, each database by its own; what has no name of ours is left alone. By the calendar:
 * what was made on a day goes with the first backup of its last day, whatever the hour, since a day is what people are told.
 */
export function pastBackups(names: readonly string[], now: Temporal.Instant, days: Record<BackupDatabase, number>): string[] {
  return names.filter((name) => {
    const [, database, moment] = NAME.exec(name) ?? [];
    if (!moment) return false;
    const last = localDate(Temporal.Instant.from(moment)).add({ days: days[database as BackupDatabase] });
    return Temporal.PlainDate.compare(last, localDate(now)) <= 0;
  });
}

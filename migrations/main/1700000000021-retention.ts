import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a record that rests is destroyed, who was warned of it, and what is left of it afterwards. The days of what rests
 * already are those of the starting values. Notices outlive the mail log: they lose their outbox row, not their reader.
 */
export class Retention1700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table consults add destroy_on date, add kept_until date, add keep_reason_ct bytea,
        add warned_at timestamptz, add warning_seen_at timestamptz;
      alter table consults no force row level security;
      update consults set next_reminder_at = now(), destroy_on = case status
        when 'draft' then (touched_at at time zone 'Europe/Brussels')::date + 30
        when 'withdrawn' then (closed_at at time zone 'Europe/Brussels')::date + 30
        else ((closed_at at time zone 'Europe/Brussels')::date + interval '24 months')::date end
        where status in ('draft', 'closed', 'withdrawn');
      alter table consults force row level security;
      create index consults_destruction on consults (destroy_on, id) where destroy_on is not null;
      create table tombstones (
        record_id uuid primary key,
        kind text not null,
        at timestamptz not null,
        rule text not null
      );
      alter table notifications alter outbox_id drop not null, drop constraint notifications_outbox_id_fkey,
        add constraint notifications_outbox_id_fkey foreign key (outbox_id) references outbox on delete set null;
      alter table deliveries drop constraint deliveries_sent_with_fkey,
        add constraint deliveries_sent_with_fkey foreign key (sent_with) references deliveries on delete set null;
      create index outbox_done on outbox (done_at) where done_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index outbox_done;
      alter table deliveries drop constraint deliveries_sent_with_fkey,
        add constraint deliveries_sent_with_fkey foreign key (sent_with) references deliveries;
      alter table notifications no force row level security;
      delete from notifications where outbox_id is null;
      alter table notifications force row level security;
      alter table notifications drop constraint notifications_outbox_id_fkey, alter outbox_id set not null,
        add constraint notifications_outbox_id_fkey foreign key (outbox_id) references outbox;
      drop table tombstones;
      drop index consults_destruction;
      alter table consults drop destroy_on, drop kept_until, drop keep_reason_ct, drop warned_at, drop warning_seen_at;
    `);
  }
}

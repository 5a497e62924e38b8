import { Module, type DynamicModule } from '@nestjs/common';
import { AccountRecoveryModule, RecoveryMailModule } from './features/account-recovery/account-recovery.module.js';
import { AccountCommandsModule } from './features/accounts/account-commands.module.js';
import { AccountsModule } from './features/accounts/accounts.module.js';
import { AuditCommandsModule } from './features/audit/audit-commands.module.js';
import { AuditModule } from './features/audit/audit.module.js';
import { AccountExportModule } from './features/account-export/account-export.module.js';
import { BackupCommandsModule } from './features/backup/backup.module.js';
import { ConsultsModule } from './features/consults/consults.module.js';
import { DataSubjectRequestsModule } from './features/data-subject-requests/data-subject-requests.module.js';
import { DevModule } from './features/dev/dev.module.js';
import { EscalationsModule } from './features/escalations/escalations.module.js';
import { FollowUpsModule } from './features/follow-ups/follow-ups.module.js';
import { HealthModule } from './features/health/health.module.js';
import { LegalHoldsModule } from './features/legal-holds/legal-holds.module.js';
import { NotificationHandlersModule, NotificationsModule } from './features/notifications/notifications.module.js';
import { OrganisationsModule } from './features/organisations/organisations.module.js';
import { ReferenceDataModule } from './features/reference-data/reference-data.module.js';
import { RegistrationHandlersModule, RegistrationsModule } from './features/registrations/registrations.module.js';
import { RemindersModule } from './features/reminders/reminders.module.js';
import { ReplayModule, RetentionHandlersModule, RetentionModule } from './features/retention/retention.module.js';
import { RoutingModule } from './features/routing/routing.module.js';
import { FirstAdminModule } from './features/seed/first-admin.module.js';
import { SeedModule } from './features/seed/seed.module.js';
import { SignpostsModule } from './features/signposts/signposts.module.js';
import { TeamsModule } from './features/teams/teams.module.js';
import { AuthModule } from './platform/auth/auth.module.js';
import { CliModule } from './platform/cli/cli.module.js';
import { ClockModule } from './platform/clock/clock.module.js';
import { ConfigModule } from './platform/config/config.module.js';
import type { Mode } from './platform/config/config.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { MailModule } from './platform/mail/mail.module.js';
import { OutboxModule } from './platform/outbox/outbox.module.js';
import { QueueModule } from './platform/queue/queue.module.js';
import { VaultCommandsModule } from './platform/vault/vault-commands.module.js';
import { VaultModule } from './platform/vault/vault.module.js';
import { RolesModule } from './roles/roles.module.js';

const PLATFORM = [ConfigModule, ClockModule, DatabaseModule, VaultModule, QueueModule, MailModule, ReferenceDataModule];

const FEATURES = [
  AccountsModule,
  ConsultsModule,
  FollowUpsModule,
  EscalationsModule,
  RetentionModule,
  NotificationsModule,
  OrganisationsModule,
  RegistrationsModule,
  RoutingModule,
  SignpostsModule,
  TeamsModule,
  AuditModule,
  LegalHoldsModule,
  DataSubjectRequestsModule,
  AccountExportModule,
  AccountRecoveryModule,
  HealthModule,
];

/** The web process: pages and REST. Development routes exist in demo and test mode only. */
@Module({})
export class AppModule {
  static in(mode: Mode): DynamicModule {
    const development = mode === 'production' ? [] : [DevModule];
    return {
      module: AppModule,
      imports: [...PLATFORM, AuthModule, ...FEATURES, ...development, RolesModule.in(mode)],
    };
  }
}

/** The worker process: relay, handlers, schedules. */
@Module({
  imports: [...PLATFORM, AuthModule, ConsultsModule, OutboxModule, NotificationHandlersModule, RecoveryMailModule, RemindersModule, RetentionHandlersModule, RegistrationHandlersModule],
})
export class WorkerModule {}

/** The commands of a person with access to the server. */
@Module({
  imports: [
    ...PLATFORM,
    CliModule,
    AuthModule,
    AccountCommandsModule,
    AuditCommandsModule,
    VaultCommandsModule,
    BackupCommandsModule,
    FirstAdminModule,
    ReplayModule,
  ],
})
export class CommandModule {}

/** What migrating and seeding needs. */
@Module({ imports: [...PLATFORM, AuthModule, SeedModule] })
export class MigrationModule {}

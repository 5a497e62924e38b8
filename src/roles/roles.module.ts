import { Module, type DynamicModule } from '@nestjs/common';
import type { Mode } from '../platform/config/config.js';
import { AdminModule } from './admin/admin.module.js';
import { CoordinatorModule } from './coordinator/coordinator.module.js';
import { CounsellorModule } from './counsellor/counsellor.module.js';
import { PrivacyOfficerModule } from './privacy-officer/privacy-officer.module.js';
import { VolunteerModule } from './volunteer/volunteer.module.js';
import { ClubContactModule } from './club-contact/club-contact.module.js';
import { FederationContactModule } from './federation-contact/federation-contact.module.js';
import { DevInboxModule } from './public/dev-inbox.module.js';
import { PublicModule } from './public/public.module.js';
import { AccountPagesModule } from './shared/account/account-pages.module.js';
import { FrameModule } from './shared/frame/frame.module.js';
import { MyDataModule } from './shared/my-data/my-data.module.js';
import { NoticesModule } from './shared/notices/notices.module.js';

/** One module per role: open it and you see everything this person can do and see. */
const ROLE_MODULES: DynamicModule['imports'] = [
  ClubContactModule,
  FederationContactModule,
  CounsellorModule,
  VolunteerModule,
  CoordinatorModule,
  AdminModule,
  PrivacyOfficerModule,
];

@Module({})
export class RolesModule {
  static in(mode: Mode): DynamicModule {
    const development = mode === 'production' ? [] : [DevInboxModule];
    return { module: RolesModule, imports: [FrameModule, PublicModule, NoticesModule, MyDataModule, AccountPagesModule, ...development, ...ROLE_MODULES!] };
  }
}

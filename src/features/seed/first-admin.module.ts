import { Module } from '@nestjs/common';
import { FirstAdminCommand } from './first-admin.command.js';
import { FirstAdmin } from './first-admin.js';

/** How a new instance gets its first person. */
@Module({ providers: [FirstAdmin, FirstAdminCommand] })
export class FirstAdminModule {}

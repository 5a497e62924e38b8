import { Module } from '@nestjs/common';
import { TeamPagesModule } from '../shared/team/team-pages.module.js';
import { VolunteerController } from './volunteer.controller.js';

/** Volunteers of a 1712 point: they prepare, a counsellor answers. */
@Module({ imports: [TeamPagesModule], controllers: [VolunteerController] })
export class VolunteerModule {}

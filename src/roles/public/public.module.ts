import { Module } from '@nestjs/common';
import { EntranceController } from './entrance.controller.js';
import { KeptFormController } from './kept-form.controller.js';
import { MandatesController } from './mandates.controller.js';
import { QuickExitController } from './quick-exit.controller.js';
import { SecurityTxtController } from './security-txt.controller.js';

/** What everybody meets: coming in, choosing a mandate, leaving. */
@Module({ controllers: [EntranceController, KeptFormController, MandatesController, QuickExitController, SecurityTxtController] })
export class PublicModule {}

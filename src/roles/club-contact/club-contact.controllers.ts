import { Controller, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AskingPages } from '../shared/contact/asking.pages.js';
import { BesidePages } from '../shared/contact/beside.pages.js';
import { ConsultPages } from '../shared/contact/consult.pages.js';
import { DraftPages } from '../shared/contact/draft.pages.js';
import { EndingPages } from '../shared/contact/ending.pages.js';
import { FindablePages } from '../shared/contact/findable.pages.js';
import { FollowUpPages } from '../shared/contact/follow-up.pages.js';
import { ContactHomePages } from '../shared/contact/home.pages.js';
import { RetentionPages } from '../shared/contact/retention.pages.js';
import { SendingPages } from '../shared/contact/sending.pages.js';
import { onlyFor } from '../shared/only-for.js';

const OnlyThem = onlyFor('club-contact');

/** What waits, what she asked. */
@ApiExcludeController()
@UseGuards(OnlyThem)
@Controller('club')
export class ClubHomeController extends ContactHomePages {}

/** Asking, one question a page. */
@ApiExcludeController()
@UseGuards(OnlyThem)
@Controller('club')
export class ClubAskingController extends AskingPages {}

/** A draft as a whole. */
@ApiExcludeController()
@UseGuards(OnlyThem)
@Controller('club')
export class ClubDraftController extends DraftPages {}

/** Looking over, sending, knowing what happens now. */
@ApiExcludeController()
@UseGuards(OnlyThem)
@Controller('club')
export class ClubSendingController extends SendingPages {}

/** The conversation and what is on record. */
@ApiExcludeController()
@UseGuards(OnlyThem)
@Controller('club')
export class ClubConsultController extends ConsultPages {}

/** Closing, withdrawing, reopening, danger, conflict, sharing. */
@ApiExcludeController()
@UseGuards(OnlyThem)
@Controller('club')
export class ClubEndingController extends EndingPages {}

/** A day to look again. */
@ApiExcludeController()
@UseGuards(OnlyThem)
@Controller('club')
export class ClubFollowUpController extends FollowUpPages {}

/** A second question, to a team that the first one's route proposed. */
@ApiExcludeController()
@UseGuards(OnlyThem)
@Controller('club')
export class ClubBesideController extends BesidePages {}

/** Keeping longer, having destroyed. */
@ApiExcludeController()
@UseGuards(OnlyThem)
@Controller('club')
export class ClubRetentionController extends RetentionPages {}

/** What anybody may see of her. */
@ApiExcludeController()
@UseGuards(OnlyThem)
@Controller('club')
export class ClubFindableController extends FindablePages {}

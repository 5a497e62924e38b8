import { Module } from '@nestjs/common';
import { Idempotency } from '../../platform/http/idempotency.js';
import { AnswerInvitation } from './answer-invitation.js';
import { AnsweringInvitations } from './answering.js';
import { NameBoardMember } from './board-member.js';
import { InvitationsController, RegistrationRequestsController } from './invitations.controller.js';
import { InvitationStepHandler, InvitationWatch } from './invitation-watch.js';
import { Invite } from './invite.js';
import { InvitePlaces } from './invite-places.js';
import { RegistrationQueries } from './registration-queries.js';
import { RegistrationsController } from './registrations.controller.js';
import { RequestRegistration } from './request-registration.js';
import { SendRegistrationMail } from './send-mail.handlers.js';
import { UnderReview } from './under-review.js';
import { VerifyRegistration } from './verify-registration.js';
import { Waves } from './waves.js';

const SERVICES = [RegistrationQueries, Invite, InvitePlaces, VerifyRegistration, NameBoardMember, Waves, RequestRegistration, AnswerInvitation, AnsweringInvitations, UnderReview];

@Module({
  controllers: [RegistrationsController, InvitationsController, RegistrationRequestsController],
  providers: [...SERVICES, Idempotency],
  exports: SERVICES,
})
export class RegistrationsModule {}

/** What a planning round looks at. */
@Module({ providers: [InvitationWatch], exports: [InvitationWatch] })
export class InvitationWatchModule {}

/** The worker's: mails with links, and what becomes of links in time. */
@Module({ providers: [SendRegistrationMail, InvitationStepHandler] })
export class RegistrationHandlersModule {}

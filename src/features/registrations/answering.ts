import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PublicLimits } from '../../platform/auth/public-limits.js';
import { startSession } from '../../platform/auth/session-start.js';
import { Problem } from '../../platform/http/problem.js';
import { AnswerInvitation } from './answer-invitation.js';
import type { AcceptanceDto } from './registration.dto.js';

export interface Answered {
  /** Where a browser goes on: to set the ways in, to the sign-in page, or nowhere. */
  next: '/account/instellen' | '/aanmelden' | null;
}

/** An answer as it comes in by http: a session that begins with it, and links that are guessed. */
@Injectable()
export class AnsweringInvitations {
  constructor(
    private readonly answers: AnswerInvitation,
    private readonly limits: PublicLimits,
  ) {}

  async accept(request: FastifyRequest, token: string, input: AcceptanceDto): Promise<Answered> {
    const { kind, accountId, enrols } = await this.limited(request, () => this.answers.accept(token, input));
    if (kind === 'board-member') return { next: null };
    if (!enrols) return { next: '/aanmelden' };
    await startSession(request, { accountId: accountId!, methods: [] });
    return { next: '/account/instellen' };
  }

  /** A link that does not work counts, for the network that it came from. */
  async limited<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
    await this.limits.check('invitation', request.ip);
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem && error.getStatus() === 404) await this.limits.count('invitation', request.ip);
      throw error;
    }
  }
}

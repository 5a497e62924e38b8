import type { FastifyReply, FastifyRequest } from 'fastify';
import { accountIdOf, ANYONE, type SignedInRequest } from '../auth/access.js';
import type { Database } from '../database/database.js';
import { isUuid } from '../http/ids.js';
import type { RefusedRequest } from '../http/problem.js';
import { errorCode, logger } from '../log.js';

const ON_RECORD = new Set([403, 404, 409, 412, 422, 429]);

/**
 * Before a refusal leaves, whether as a problem or as a page, it is put on record: who tried which action on which id, and
 * the problem's code. By then the attempt's own transaction is gone. A record that fails does not change the answer.
 */
export const auditRefusals =
  (database: Database) =>
  async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
    const attempt = attemptOf(request, reply);
    if (!attempt) return payload;
    try {
      await database.asSystem('refusals', (tx) => tx.auditOf(attempt.who, attempt.action, attempt.record, attempt.code));
    } catch (error) {
      logger.error({ requestId: request.id, code: errorCode(error) }, 'a refused attempt is not on record');
    }
    return payload;
  };

/** Of somebody who is signed in, on a route of theirs; a sign-in puts itself on record. The kind of what was not seen is not known. */
function attemptOf(request: FastifyRequest, reply: FastifyReply) {
  const { action } = request.routeOptions.config as { action?: string };
  const { refusal } = request as RefusedRequest;
  const accountId = accountIdOf(request);
  if (!action || action === ANYONE || !refusal || !accountId || !ON_RECORD.has(reply.statusCode)) return null;
  const { id } = request.params as { id?: string };
  return {
    who: { accountId, mandateId: (request as SignedInRequest).person?.mandateId },
    action,
    record: id !== undefined && isUuid(id) ? { id } : undefined,
    code: refusal,
  };
}

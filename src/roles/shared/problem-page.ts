import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemBody } from '../../platform/http/problem.js';
import { emptyFrame, type FrameData } from './frame/frame.js';
import type { Form } from './form.js';
import { typedIn } from './typed-text.js';

/** Softer than a program reads it: nobody did wrong who opens another role's page, or one of yesterday. */
const TITLES: Record<string, string> = {
  role: 'Dit is niet voor jouw rol',
  csrf: 'Deze pagina is verlopen',
  malformed: 'Dit kunnen we niet lezen',
};

/** A refusal in the frame of who reads it, with what was typed. From another site's form nothing is repeated. */
export async function problemPage(request: FastifyRequest, reply: FastifyReply, problem: ProblemBody): Promise<string> {
  const frame = await frameIn(request, reply, problem.status);
  return request.server.view('shared/pages/problem.njk', {
    ...frame,
    title: TITLES[problem.type] ?? problem.title,
    problem,
    typed: problem.type === 'csrf' ? [] : typedIn(request.body as Form | undefined),
  });
}

/** What is broken on our side is not asked again. */
async function frameIn(request: FastifyRequest, reply: FastifyReply, status: number): Promise<FrameData> {
  if (status >= 500) return emptyFrame(request);
  try {
    return await request.server.frame.around(request, reply);
  } catch {
    return emptyFrame(request);
  }
}

import { createParamDecorator, Headers, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { invalid } from './problem.js';

/** The version that the caller had in hand, when they say so. */
export const IfMatch = () => Headers('if-match');

/** What a creating POST is sent with once, and again. @throws Problem 400 when it is no key */
export const IdempotencyKey = createParamDecorator((_data: unknown, context: ExecutionContext): string | undefined => {
  const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw invalid([{ field: 'Idempotency-Key', code: 'wrong-form', message: 'Deze sleutel kunnen we niet gebruiken.' }]);
});

/** For the API's document: a decorator of our own tells it nothing. */
export const TakesIdempotencyKey = () => ApiHeader({ name: 'Idempotency-Key', required: false });

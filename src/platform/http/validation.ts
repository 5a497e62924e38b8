import { ValidationPipe, type ExecutionContext, type ValidationError } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { TEXT_LIMIT } from './fields.js';
import { invalid, type FieldError } from './problem.js';

/** class-validator's constraint -> our code and what a person reads. */
const MESSAGES: Record<string, [code: string, message: string]> = {
  whitelistValidation: ['unknown-field', 'Dit veld kennen we niet.'],
  isIn: ['unknown-value', 'Kies een van de mogelijkheden.'],
  isString: ['wrong-type', 'Hier hoort tekst.'],
  isBoolean: ['wrong-type', 'Hier hoort ja of nee.'],
  isInt: ['wrong-type', 'Hier hoort een geheel getal.'],
  min: ['too-small', 'Dit getal is te klein.'],
  max: ['too-large', 'Dit getal is te groot.'],
  isArray: ['wrong-type', 'Hier hoort een lijst.'],
  isObject: ['wrong-type', 'Hier hoort een groep velden.'],
  nestedValidation: ['wrong-type', 'Hier hoort een groep velden.'],
  arrayMaxSize: ['too-many', 'Dit zijn er te veel.'],
  arrayUnique: ['twice', 'Elke keuze mag maar één keer.'],
  maxLength: ['too-long', 'Deze tekst is te lang. Hou het onder {most} tekens.'],
  minLength: ['too-short', 'Dit is te kort. Schrijf minstens {least} tekens.'],
  wellFormed: ['unreadable', 'In deze tekst staan tekens die we niet kunnen bewaren.'],
  isNotEmpty: ['required', 'Vul dit in.'],
  isUuid: ['wrong-id', 'Dit nummer herkennen we niet.'],
  isEmail: ['email', 'Vul een volledig e-mailadres in.'],
  isIso8601: ['date', 'Vul een bestaande datum in.'],
  required: ['required', 'Vul dit in.'],
  'postal-code': ['postal-code', 'Een postcode telt vier cijfers, bijvoorbeeld 9000.'],
  date: ['date', 'Vul een dag in, bijvoorbeeld 2027-05-31.'],
  moment: ['moment', 'Vul een moment in met tijdzone, bijvoorbeeld 2026-10-16T09:00:00+02:00.'],
};

export function fieldErrors(errors: ValidationError[], path = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const constraint = Object.keys(error.constraints ?? {}).sort(byPrecedence)[0];
    const context = constraint ? (error.contexts?.[constraint] as { code?: string; most?: number; least?: number } | undefined) : undefined;
    const [code, message] = MESSAGES[context?.code ?? constraint ?? ''] ?? ['invalid', 'Dit klopt niet.'];
    const said = message
      .replace('{most}', (context?.most ?? TEXT_LIMIT).toLocaleString('nl-BE'))
      .replace('{least}', String(context?.least));
    const own = constraint ? [{ field, code, message: said }] : [];
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
}

/** One message a field: the wrong type says more than what follows from it. */
function byPrecedence(a: string, b: string): number {
  const rank = (name: string) => (MESSAGES[name]?.[0] === 'wrong-type' ? 0 : 1);
  return rank(a) - rank(b);
}

export const validationPipe = () =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalid(fieldErrors(errors)),
  });

const pipe = validationPipe();

type Parameters = Record<string, { index: number; data?: unknown }>;
const parametersOf = (context: ExecutionContext): Parameters =>
  Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ?? {};
const kindOf = (key: string): number => Number(key.split(':', 1)[0]);

/** A route that reads no body, or no query, refuses what is sent in one all the same. @throws Problem 400 */
export function refuseUnread(context: ExecutionContext): void {
  const kinds = Object.keys(parametersOf(context)).map(kindOf);
  const { body, query } = context.switchToHttp().getRequest<FastifyRequest>();
  const unread = [
    ...(kinds.includes(RouteParamtypes.BODY) ? [] : Object.keys((body as object | undefined) ?? {})),
    ...(kinds.includes(RouteParamtypes.QUERY) ? [] : Object.keys((query as object | undefined) ?? {})),
  ];
  const [code, message] = MESSAGES.whitelistValidation!;
  if (unread.length) throw invalid(unread.slice(0, 20).map((field) => ({ field, code, message })));
}

/**
 * Guards come before pipes, but in the contract's order "400 shape" comes before a role's refusal:
 * a guard that will refuse calls this first. @throws Problem 400 as the route's own pipes would
 */
export async function checkShape(context: ExecutionContext): Promise<void> {
  const name = context.getHandler().name;
  const types: unknown[] = Reflect.getMetadata('design:paramtypes', context.getClass().prototype, name) ?? [];
  const { body, query } = context.switchToHttp().getRequest<FastifyRequest>();
  for (const [key, { index, data }] of Object.entries(parametersOf(context))) {
    const kind = kindOf(key);
    const metatype = types[index] as new () => object;
    if (data !== undefined) continue;
    if (kind === RouteParamtypes.QUERY) await pipe.transform(query, { type: 'query', metatype });
    if (kind === RouteParamtypes.BODY) await pipe.transform(body, { type: 'body', metatype });
  }
}

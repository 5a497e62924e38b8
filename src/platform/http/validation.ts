import { ValidationPipe, type ValidationError } from '@nestjs/common';
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
  maxLength: ['too-long', 'Deze tekst is te lang. Hou het onder 20.000 tekens.'],
  wellFormed: ['unreadable', 'In deze tekst staan tekens die we niet kunnen bewaren.'],
  isNotEmpty: ['required', 'Vul dit in.'],
  isUuid: ['wrong-id', 'Dit nummer herkennen we niet.'],
  isEmail: ['email', 'Vul een volledig e-mailadres in.'],
  isIso8601: ['date', 'Vul een bestaande datum in.'],
  required: ['required', 'Vul dit in.'],
  'postal-code': ['postal-code', 'Een postcode telt vier cijfers, bijvoorbeeld 9000.'],
  date: ['date', 'Vul een datum in als JJJJ-MM-DD.'],
  moment: ['moment', 'Vul een moment in met tijdzone, bijvoorbeeld 2026-10-16T09:00:00+02:00.'],
};

export function fieldErrors(errors: ValidationError[], path = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const constraint = Object.keys(error.constraints ?? {}).sort(byPrecedence)[0];
    const named = constraint && (error.contexts?.[constraint] as { code?: string } | undefined)?.code;
    const [code, message] = MESSAGES[named ?? constraint ?? ''] ?? ['invalid', 'Dit klopt niet.'];
    const own = constraint ? [{ field, code, message }] : [];
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

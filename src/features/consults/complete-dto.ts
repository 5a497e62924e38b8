import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { invalid, type FieldError } from '../../platform/http/problem.js';
import { fieldErrors } from '../../platform/http/validation.js';
import { ConsultDto, type DraftDto } from './consult.dto.js';

/** One address takes drafts and whole questions: what is sent at once must be whole. @throws Problem 400 */
export async function completeDto(body: DraftDto): Promise<ConsultDto> {
  const dto = plainToInstance(ConsultDto, JSON.parse(JSON.stringify(body)));
  const errors = fieldErrors(await validate(dto, { validationError: { target: false, value: false } }));
  if (errors.length) throw invalid(errors.map(asRequired(body)));
  return dto;
}

/** What is simply not there is asked for, rather than called wrong. */
const asRequired =
  (body: object) =>
  (error: FieldError): FieldError => {
    const value = error.field.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], body);
    return value === undefined ? { ...error, code: 'required', message: 'Vul dit in.' } : error;
  };

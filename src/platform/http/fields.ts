import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Temporal } from 'temporal-polyfill';

/** One decorator per kind of field: what is accepted and how it is documented cannot drift apart. */

interface Presence {
  optional?: boolean;
}

const presence = ({ optional }: Presence): PropertyDecorator[] => (optional ? [ValidateIf((_object, value) => value !== undefined)] : []);
const required = ({ optional }: Presence) => ({ required: !optional });

const WellFormed = () =>
  ValidateBy({
    name: 'wellFormed',
    validator: {
      validate: (value) => typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0')),
    },
  });

export const TEXT_LIMIT = 20_000;
/** Something that can be read: not only spaces and signs without a width. */
const VISIBLE = /[^\s\p{Z}\p{C}]/u;

/** What somebody typed. Goes to the vault. */
export const FreeText = (options: Presence & { min?: number; max?: number; empty?: boolean } = {}) =>
  applyDecorators(
    ApiProperty({ type: String, ...(options.min ? { minLength: options.min } : {}), maxLength: options.max ?? TEXT_LIMIT, ...required(options) }),
    ...presence(options),
    IsString(),
    ...(options.optional || options.empty ? [] : [Matches(VISIBLE, { context: { code: 'required' } })]),
    ...(options.min ? [MinLength(options.min, { context: { least: options.min } })] : []),
    MaxLength(options.max ?? TEXT_LIMIT, { context: { most: options.max ?? TEXT_LIMIT } }),
    WellFormed(),
  );

export const OneOf = (values: readonly string[], options: Presence = {}) =>
  applyDecorators(ApiProperty({ enum: values, ...required(options) }), ...presence(options), IsIn(values));

export const ManyOf = (values: readonly string[], options: Presence = {}) =>
  applyDecorators(
    ApiProperty({ enum: values, isArray: true, ...required(options) }),
    ...presence(options),
    IsArray(),
    ArrayMaxSize(values.length),
    ArrayUnique(),
    IsIn(values, { each: true }),
  );

export const Flag = (options: Presence = {}) =>
  applyDecorators(ApiProperty({ type: Boolean, ...required(options) }), ...presence(options), IsBoolean());

export const PostalCode = (options: Presence = {}) =>
  applyDecorators(
    ApiProperty({ type: String, pattern: '^[1-9][0-9]{3}$', ...required(options) }),
    ...presence(options),
    IsString(),
    Matches(/^[1-9][0-9]{3}$/, { context: { code: 'postal-code' } }),
  );

export const WholeNumber = (min: number, max: number, options: Presence = {}) =>
  applyDecorators(
    ApiProperty({ type: 'integer', minimum: min, maximum: max, ...required(options) }),
    ...presence(options),
    IsInt(),
    Min(min),
    Max(max),
  );

/** A whole number that arrives in an address, as text. */
export const NumberInQuery = (min: number, max: number, options: Presence = {}) =>
  applyDecorators(
    WholeNumber(min, max, options),
    Transform(({ value }) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value)),
  );

export const Id = (options: Presence = {}) =>
  applyDecorators(
    ApiProperty({ type: String, format: 'uuid', ...required(options) }),
    ...presence(options),
    IsUUID(),
    Transform(({ value }) => (typeof value === 'string' ? value.toLowerCase() : value)),
  );

export const ManyIds = (max: number) =>
  applyDecorators(
    ApiProperty({ type: String, format: 'uuid', isArray: true, minItems: 1, maxItems: max }),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(max),
    ArrayUnique(),
    IsUUID(undefined, { each: true }),
    Transform(({ value }) => (Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? one.toLowerCase() : one)) : value)),
  );

/** Three centuries: beyond them no calendar of ours, and not every database, can follow. */
const YEAR = '(?:19|20|21)\\d{2}';
const DAY = new RegExp(`^${YEAR}-\\d{2}-\\d{2}$`);
const MOMENT = new RegExp(`^${YEAR}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})$`);

/** A calendar day, YYYY-MM-DD. */
export const Day = (options: Presence = {}) =>
  applyDecorators(
    ApiProperty({ type: String, format: 'date', ...required(options) }),
    ...presence(options),
    Matches(DAY, { context: { code: 'date' } }),
    IsISO8601({ strict: true }),
  );

/** A moment, ISO 8601 with offset. */
export const Moment = (options: Presence = {}) =>
  applyDecorators(
    ApiProperty({ type: String, format: 'date-time', ...required(options) }),
    ...presence(options),
    Matches(MOMENT, { context: { code: 'moment' } }),
    ValidateBy({ name: 'moment', validator: { validate: isMoment } }),
  );

/** A calendar day, or a moment with offset. */
export const DayOrMoment = (options: Presence = {}) =>
  applyDecorators(
    ApiProperty({ type: String, description: 'YYYY-MM-DD, or ISO 8601 with offset', ...required(options) }),
    ...presence(options),
    ValidateBy({ name: 'date', validator: { validate: (value) => isDay(value) || (MOMENT.test(String(value)) && isMoment(value)) } }),
  );

export const Email = (options: Presence = {}) =>
  applyDecorators(ApiProperty({ type: String, format: 'email', ...required(options) }), ...presence(options), IsString(), MaxLength(254), IsEmail());

export const Secret = () =>
  applyDecorators(ApiProperty({ type: String, maxLength: 1000 }), IsString(), IsNotEmpty(), MaxLength(1000), WellFormed());

/** Swagger takes a function for the name of a later class only when it is written as `type: () => …`. */
export const Nested = (type: () => new () => object, options: Presence = {}) =>
  applyDecorators(
    ApiProperty({ type: () => type(), ...required(options) }),
    ...presence(options),
    Type(type),
    ValidateBy({ name: 'isObject', validator: { validate: isPlainObject } }),
    ValidateNested(),
  );

export const NestedList = (type: () => new () => object, max: number, options: Presence = {}) =>
  applyDecorators(
    ApiProperty({ type: () => type(), isArray: true, maxItems: max, ...required(options) }),
    ...presence(options),
    Type(type),
    IsArray(),
    ArrayMaxSize(max),
    ValidateBy({ name: 'isObject', validator: { validate: isPlainObject } }, { each: true }),
    ValidateNested({ each: true }),
  );

function isDay(value: unknown): boolean {
  try {
    return DAY.test(String(value)) && Boolean(Temporal.PlainDate.from(value as string));
  } catch {
    return false;
  }
}

function isMoment(value: unknown): boolean {
  try {
    return Boolean(Temporal.Instant.from(value as string));
  } catch {
    return false;
  }
}

/** What a browser made, whole; whoever it is for looks into it. */
export const Opaque = () => applyDecorators(ApiProperty({ type: Object }), ValidateBy({ name: 'isObject', validator: { validate: isPlainObject } }));

const isPlainObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

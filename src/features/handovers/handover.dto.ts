import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsUUID, ValidateIf } from 'class-validator';
import { Flag, Id } from '../../platform/http/fields.js';

const MOST = 100;

const Ids = ({ optional = false } = {}) =>
  applyDecorators(
    ApiProperty({ type: String, format: 'uuid', isArray: true, maxItems: MOST, required: !optional }),
    ...(optional ? [ValidateIf((_object, value) => value !== undefined)] : []),
    IsArray(),
    ArrayMaxSize(MOST),
    ArrayUnique(),
    IsUUID('all', { each: true }),
  );

export class HandoverDto {
  /** The mandate of the other contact of the organisation. */
  @Id() to: string;
  @Ids({ optional: true }) consultIds?: string[];
  /** "Niet naar deze opvolger": never offered to, nor shared with. */
  @Ids({ optional: true }) neverIds?: string[];
}

export class PlacementOfUnownedDto {
  /** The mandate of a contact of the same organisation who is not in the conflict. */
  @Id() to: string;
}

export class HandoverDecisionDto {
  @Flag() accepted: boolean;
}

export class HandoverDecisionsDto extends HandoverDecisionDto {
  @Ids() ids: string[];
}

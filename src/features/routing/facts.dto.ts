import { PartialType } from '@nestjs/swagger';
import type { Facts, Victim } from '../../domain/vocabulary.js';
import {
  AGE_BANDS,
  ALREADY_TOLD,
  BEHAVIOURS,
  CONFLICT_LEVELS,
  DANGERS,
  DONE_SO_FAR,
  LEARNED_FROM,
  LEVELS,
  QUESTION_KINDS,
  VICTIM_WISHES,
  YES_NO_UNKNOWN,
} from '../../domain/vocabulary.js';
import { ManyOf, NestedList, OneOf, PostalCode, WholeNumber } from '../../platform/http/fields.js';

export class VictimDto implements Victim {
  @OneOf(AGE_BANDS) ageBand: Victim['ageBand'];
  @OneOf(AGE_BANDS, { optional: true }) ageBandAtFacts?: Victim['ageBand'];
  @PostalCode({ optional: true }) residencePostalCode?: string;
}

export class FactsDto implements Facts {
  @OneOf(QUESTION_KINDS) kind: Facts['kind'];
  @ManyOf(BEHAVIOURS) behaviours: Facts['behaviours'];
  @NestedList(() => VictimDto, 20) victims: VictimDto[];
  @OneOf(YES_NO_UNKNOWN) minorsAtRiskNow: Facts['minorsAtRiskNow'];
  @OneOf(DANGERS) danger: Facts['danger'];
  @PostalCode({ optional: true }) placeOfFactsPostalCode?: string;
  @WholeNumber(0, 36_500, { optional: true }) factsWithinDays?: number;
  @ManyOf(CONFLICT_LEVELS, { optional: true }) conflictOfInterest?: Facts['conflictOfInterest'];
  @OneOf(LEARNED_FROM, { optional: true }) learnedFrom?: Facts['learnedFrom'];
  @OneOf(YES_NO_UNKNOWN, { optional: true }) victimKnows?: Facts['victimKnows'];
  @OneOf(VICTIM_WISHES, { optional: true }) victimWishes?: Facts['victimWishes'];
  @ManyOf(ALREADY_TOLD, { optional: true }) alreadyTold?: Facts['alreadyTold'];
  @ManyOf(DONE_SO_FAR, { optional: true }) doneSoFar?: Facts['doneSoFar'];
}

/** What a draft holds so far. */
export class DraftFactsDto extends PartialType(FactsDto, { skipNullProperties: false }) {}

/** For the preview: `level` and `organisationPostalCode` from admin and coordinator only. */
export class PreviewFactsDto extends FactsDto {
  @OneOf(LEVELS, { optional: true }) level?: (typeof LEVELS)[number];
  @PostalCode({ optional: true }) organisationPostalCode?: string;
}

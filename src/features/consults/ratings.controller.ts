import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CRITERION_VALUES, FLAGS, SERIOUSNESS, type CriterionValue, type Flag, type Rating, type Seriousness } from '../../domain/ratings.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { IfMatch } from '../../platform/http/headers.js';
import { Nested, OneOf } from '../../platform/http/fields.js';
import { RateConsult, type RatingsView } from './rate-consult.js';

class CriteriaDto {
  @OneOf(CRITERION_VALUES, { optional: true }) consent?: CriterionValue;
  @OneOf(CRITERION_VALUES, { optional: true }) voluntariness?: CriterionValue;
  @OneOf(CRITERION_VALUES, { optional: true }) equality?: CriterionValue;
  @OneOf(CRITERION_VALUES, { optional: true }) development?: CriterionValue;
  @OneOf(CRITERION_VALUES, { optional: true }) context?: CriterionValue;
  @OneOf(CRITERION_VALUES, { optional: true }) impact?: CriterionValue;
}

class RatingDto implements Rating {
  @Nested(() => CriteriaDto, { optional: true }) criteria?: CriteriaDto;
  @OneOf(FLAGS, { optional: true }) flag?: Flag;
  @OneOf(SERIOUSNESS, { optional: true }) seriousness?: Seriousness;
}

@ApiTags('consults')
@Controller('api/v1/consults/:id/rating')
export class RatingsController {
  constructor(private readonly ratings: RateConsult) {}

  @Get()
  @Does('consult.read-rating')
  read(@Me() me: Person, @Param('id') id: string): Promise<RatingsView> {
    return this.ratings.read(me, id);
  }

  @Put()
  @Does('consult.rate')
  async rate(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() rating: RatingDto,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<RatingsView> {
    await this.ratings.rate(me, id, rating, ifMatch);
    return this.ratings.read(me, id);
  }
}

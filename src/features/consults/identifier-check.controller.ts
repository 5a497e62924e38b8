import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { findIdentifiers } from '../../domain/identifiers.js';
import { Does } from '../../platform/auth/access.js';
import { FreeText } from '../../platform/http/fields.js';

class TextDto {
  @FreeText({ empty: true }) text: string;
}

@ApiTags('consults')
@Controller('api/v1/identifier-check')
export class IdentifierCheckController {
  /** Stores and logs nothing. */
  @Post()
  @HttpCode(200)
  @Does('identifiers.check')
  check(@Body() { text }: TextDto) {
    return { findings: findIdentifiers(text) };
  }
}

import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ANYONE, Does } from '../../platform/auth/access.js';
import { ContactSearch, type ContactsFound } from './contact-search.js';
import { ContactSearchDto } from './public-contact.dto.js';

@ApiTags('contacts')
@Controller('api/v1/contacts')
export class ContactSearchController {
  constructor(private readonly contacts: ContactSearch) {}

  /** A POST that makes nothing: what somebody looks for stands in no address. Names, never how they are reached. */
  @Post('search')
  @HttpCode(200)
  @Does(ANYONE)
  search(@Body() { query }: ContactSearchDto, @Ip() ip: string): Promise<ContactsFound> {
    return this.contacts.search(query, ip);
  }
}

import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Temporal } from 'temporal-polyfill';
import { ANYONE, Does } from '../../platform/auth/access.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { notFound } from '../../platform/http/problem.js';

/** Whoever finds a leak reads here whom to tell (RFC 9116). */
@ApiExcludeController()
@Controller('.well-known/security.txt')
export class SecurityTxtController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  @Header('content-type', 'text/plain; charset=utf-8')
  @Does(ANYONE)
  text(): string {
    const { securityContact, publicUrl } = this.config;
    if (!securityContact) throw notFound();
    // It holds as long as this server answers; readers want a day within a year.
    const expires = Temporal.Now.zonedDateTimeISO('UTC').startOfDay().add({ days: 90 }).toInstant().toString();
    return [
      `Contact: ${securityContact}`,
      `Expires: ${expires}`,
      'Preferred-Languages: nl, en, fr',
      `Canonical: ${publicUrl}/.well-known/security.txt`,
      '',
    ].join('\n');
  }
}

import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { createAdapter } from './configure.js';

const PAGES = /^(?!\/(api|health)\/)/;

/** The contract as the code has it: REST only, development routes included with their tag. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Klankbord')
    .setDescription('Consult portal for integrity contacts in Flemish sport')
    .setVersion('1')
    .addCookieAuth('klankbord')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const rest = Object.entries(document.paths).filter(([path]) => !PAGES.test(path));
  return { ...document, paths: Object.fromEntries(rest.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Run as a program it prints the document; nothing is connected to. */
if (process.argv[1]?.endsWith('openapi.js')) {
  const app = await NestFactory.create(AppModule.in('test'), createAdapter(), { preview: true, logger: false });
  process.stdout.write(`${JSON.stringify(openApiDocument(app), null, 2)}\n`);
  process.exit(0);
}

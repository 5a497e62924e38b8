import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyView from '@fastify/view';
import type { FastifyInstance } from 'fastify';
import nunjucks from 'nunjucks';
import type { Clock } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { day, fullMoment, hour, moment } from './moments.js';
import { optionsOf, word } from './words.js';

const here = dirname(fileURLToPath(import.meta.url));
const rolesFolder = join(here, '..');
const assetsFolder = join(here, '..', '..', '..', 'assets');
/** Its own entry is dist/govuk/all.bundle.js; templates name their macros "govuk/components/…". */
const govukFolder = join(dirname(createRequire(import.meta.url).resolve('govuk-frontend')), '..');

/**
 * Templates are named from roles/: "public/pages/sign-in.njk". They come out of a build, so they are
 * compiled once in every mode. Autoescape is on; nothing typed ever goes through `safe`.
 */
export async function registerViews(instance: FastifyInstance, config: Config, clock: Clock): Promise<void> {
  await instance.register(fastifyView, {
    engine: { nunjucks },
    templates: [rolesFolder, govukFolder],
    options: {
      autoescape: true,
      throwOnUndefined: false,
      onConfigure: (environment: nunjucks.Environment) => furnish(environment, config, clock),
    },
  });
}

function furnish(environment: nunjucks.Environment, config: Config, clock: Clock): void {
  environment.addGlobal('productName', 'Klankbord');
  environment.addGlobal('mode', config.mode);
  environment.addGlobal('demo', config.mode !== 'production');
  environment.addGlobal('singleSignOn', config.oidc !== undefined);
  environment.addGlobal('asset', asset);
  environment.addGlobal('options', optionsOf);
  environment.addFilter('day', day);
  environment.addFilter('moment', (value: Parameters<typeof moment>[0]) => moment(value, clock.year));
  environment.addFilter('fullMoment', fullMoment);
  environment.addFilter('hour', hour);
  environment.addFilter('word', word);
}

const addresses = new Map<string, string>();

/** Browsers keep assets for a week, so the address changes with the contents. */
function asset(name: string): string {
  let address = addresses.get(name);
  if (!address) {
    address = `/assets/${name}${version(join(assetsFolder, name))}`;
    addresses.set(name, address);
  }
  return address;
}

function version(path: string): string {
  try {
    return `?v=${createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 10)}`;
  } catch {
    // Tests that run from the sources have no built assets.
    return '';
  }
}

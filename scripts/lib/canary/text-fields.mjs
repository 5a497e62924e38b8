/** Every field of the API in which somebody can type, read from openapi.json: none is listed by hand, so none is forgotten. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../files.mjs';

export const readContract = () => JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8'));

/** [{ method, path, operation }] of the whole document. */
export const operations = (contract) =>
  Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.responses)
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

/** "POST /api/v1/consults question": body fields of free text; what is coded, an id, a date or of a fixed form is not one. */
export function textFields(contract) {
  return operations(contract).flatMap(({ method, path, operation }) => {
    const schema = operation.requestBody?.content['application/json']?.schema;
    return schema ? textsIn(contract, schema).map((field) => `${method} ${path} ${field}`) : [];
  });
}

const CODED = new Set(['uuid', 'date', 'date-time']);

function textsIn(contract, schema, path = '') {
  const { $ref, items, properties, allOf } = schema;
  if ($ref !== undefined) return textsIn(contract, resolve(contract, $ref), path);
  const within = [
    ...(allOf ?? []).flatMap((part) => textsIn(contract, part, path)),
    ...(items ? textsIn(contract, items, path) : []),
    ...Object.entries(properties ?? {}).flatMap(([name, part]) => textsIn(contract, part, path ? `${path}.${name}` : name)),
  ];
  const isText = schema.type === 'string' && !schema.enum && !schema.pattern && !CODED.has(schema.format);
  return isText ? [path, ...within] : within;
}

function resolve(contract, ref) {
  const schema = contract.components.schemas[ref.slice('#/components/schemas/'.length)];
  if (!schema) throw new Error(`openapi.json: the reference ${ref} leads nowhere`);
  return schema;
}

import request from 'supertest';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';

export type Fields = Record<string, string | string[]>;

/** Somebody who reads pages and sends forms, as a browser without JavaScript does. */
export class Reader {
  /** For what a script on the page asks. */
  readonly agent: ReturnType<typeof request.agent>;
  /** The page that she looks at. */
  path = '';
  status = 0;
  html = '';

  constructor(url: string) {
    this.agent = request.agent(url);
  }

  static async signIn(url: string, name: string): Promise<Reader> {
    const reader = new Reader(url);
    await reader.open('/aanmelden');
    await reader.send({ email: demoEmail(name), password: DEMO_PASSWORD });
    return reader;
  }

  async open(path: string): Promise<this> {
    let next = path;
    for (let turns = 0; turns < 5; turns += 1) {
      const answer = await this.agent.get(next);
      if (answer.status < 300 || answer.status > 399) return this.shown(next, answer);
      next = answer.headers.location!;
    }
    throw new Error(`${path} goes round`);
  }

  /**
   * Fills the page's form and sends it: its hidden fields and what was already filled in go along.
   * @param action the form to send; left out: the first one in <main> that is posted
   */
  async send(fields: Fields, action?: string): Promise<this> {
    const form = this.form(action);
    return this.post(form.action, { ...form.fields, ...fields });
  }

  async post(path: string, fields: Fields): Promise<this> {
    const answer = await this.agent.post(path).set('sec-fetch-site', 'same-origin').type('form').send(encode(fields));
    if (answer.status === 303) return this.open(answer.headers.location!);
    return this.shown(path, answer);
  }

  /** A form as the browser holds it: where it goes and what stands in it. */
  form(action?: string): { action: string; fields: Fields } {
    const main = this.html.slice(this.html.indexOf('<main'));
    for (const [, attributes = '', inside = ''] of main.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
      const to = attributeOf(attributes, 'action');
      if (attributeOf(attributes, 'method') !== 'get' && (action === undefined || to === action)) return { action: to, fields: filledIn(inside) };
    }
    throw new Error(`no form ${action ?? ''} on ${this.path}`);
  }

  /** What she reads: the words of <main>, without markup. */
  get text(): string {
    const main = this.html.slice(this.html.indexOf('<main'), this.html.indexOf('</main>'));
    return plain(main.replace(/<\/?(strong|span|a|time|mark)\b[^>]*>/g, '').replace(/<[^>]*>/g, ' '));
  }

  get title(): string {
    return plain(/<title>([\s\S]*?)<\/title>/.exec(this.html)?.[1] ?? '');
  }

  /** The messages of the error summary; none when there is none. */
  get errors(): string[] {
    const summary = /class="govuk-error-summary"[\s\S]*?<ul[^>]*>([\s\S]*?)<\/ul>/.exec(this.html)?.[1] ?? '';
    return [...summary.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, item = '']) => plain(item.replace(/<[^>]*>/g, '')));
  }

  private shown(path: string, answer: { status: number; text: string }): this {
    if (answer.status >= 500) throw new Error(`${path} answers ${answer.status}`);
    this.path = path;
    this.status = answer.status;
    this.html = answer.text;
    return this;
  }
}

const encode = (fields: Fields): string => {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
  return new URLSearchParams(pairs).toString();
};

const attributeOf = (attributes: string, name: string): string =>
  unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');

function filledIn(inside: string): Fields {
  const fields: Fields = {};
  const add = (name: string, value: string) => {
    fields[name] = name in fields ? [fields[name]!, value].flat() : value;
  };
  for (const [, attributes = ''] of inside.matchAll(/<input([^>]*)>/g)) {
    const type = attributeOf(attributes, 'type');
    const chosen = !['radio', 'checkbox'].includes(type) || /\schecked\b/.test(attributes);
    if (chosen) add(attributeOf(attributes, 'name'), attributeOf(attributes, 'value'));
  }
  for (const [, attributes = '', text = ''] of inside.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    add(attributeOf(attributes, 'name'), unescaped(text).replace(/\r?\n/g, '\r\n'));
  }
  return fields;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescaped = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39);/g, (_all, name: string) => ENTITIES[name]!);
const plain = (text: string): string => unescaped(text).replace(/\s+/g, ' ').trim();

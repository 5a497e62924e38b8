import request, { type Test } from 'supertest';

const API = '/api/v1';

/** Somebody with a browser or a client: a cookie jar and a CSRF token. */
export class Visitor {
  readonly agent: ReturnType<typeof request.agent>;
  csrfToken = '';
  /** What the browser sends back, for requests made by hand. */
  cookie = '';
  accountId = '';
  mandateId = '';

  constructor(url: string) {
    this.agent = request.agent(url);
  }

  static async signIn(url: string, email: string, password: string): Promise<Visitor> {
    const visitor = new Visitor(url);
    const { body, headers } = await visitor.agent.post(`${API}/session`).send({ email, password }).expect(200);
    visitor.cookie = String(headers['set-cookie']).split(';', 1)[0]!;
    visitor.csrfToken = body.csrfToken;
    visitor.accountId = body.account.id;
    visitor.mandateId = body.mandates[0]?.id ?? '';
    return visitor;
  }

  get = (path: string): Test => this.agent.get(API + path);
  post = (path: string, body: object = {}): Test => this.write(this.agent.post(API + path), body);
  put = (path: string, body: object = {}): Test => this.write(this.agent.put(API + path), body);
  patch = (path: string, body: object = {}): Test => this.write(this.agent.patch(API + path), body);
  delete = (path: string, body: object = {}): Test => this.write(this.agent.delete(API + path), body);

  private write(test: Test, body: object): Test {
    return test.set('x-csrf-token', this.csrfToken).send(body);
  }
}

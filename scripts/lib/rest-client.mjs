/** Somebody signed in through REST: a cookie, a CSRF token, plain fetch. */
export class RestClient {
  #cookie = '';
  #csrf = '';

  constructor(url) {
    this.url = url;
  }

  static async signIn(url, email, password) {
    const client = new RestClient(url);
    const { status, body } = await client.send('POST', '/session', { email, password });
    if (status !== 200) throw new Error(`${email} cannot sign in: ${status} ${body?.detail ?? ''}`);
    client.#csrf = body.csrfToken;
    client.account = body.account;
    return client;
  }

  /** Gives { status, body, headers }; a body that is no JSON is undefined. */
  async send(method, path, body, headers = {}) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...this.credentials(), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.#cookie = cookie.split(';', 1)[0];
    const text = await response.text();
    let parsed;
    try {
      parsed = text ? JSON.parse(text) : undefined;
    } catch {
      // A page, or nothing: the status says enough.
    }
    return { status: response.status, body: parsed, headers: response.headers };
  }

  /** What says who asks, for a request made by hand. */
  credentials = () => ({ ...(this.#cookie ? { cookie: this.#cookie } : {}), ...(this.#csrf ? { 'x-csrf-token': this.#csrf } : {}) });

  get = (path) => this.send('GET', path);
  post = (path, body = {}, headers) => this.send('POST', path, body, headers);
  put = (path, body = {}, headers) => this.send('PUT', path, body, headers);
  delete = (path) => this.send('DELETE', path);
}

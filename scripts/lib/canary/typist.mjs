/** Somebody at work whose words are remembered: which field was typed into, and what was answered. */
import { RestClient } from '../rest-client.mjs';

const API = '/api/v1';

export class Typist {
  /** Fields whose word was taken (2xx), and fields whose word was not. */
  kept = new Set();
  refused = new Set();
  /** What the product answered to what it refused: [{ what, text }]. */
  answers = [];

  constructor(url, words) {
    this.url = url;
    this.words = words;
  }

  credentials = (name) => ({ email: `${name}@demo.klankbord.test`, password: 'klankbord-demo-1712' });
  signIn = (name) => RestClient.signIn(this.url, ...Object.values(this.credentials(name)));
  stranger = () => new RestClient(this.url);

  /**
   * Sends `body`, in which every field of `typed` becomes a sentence with a word of its own (or the word alone, in narrow ones).
   * `operation` is as in the contract: "PUT /consults/{id}/closure"; `id` stands for what is in braces. A field may be one of a group: "training.code". @throws unless the status is the expected one
   */
  async type(client, operation, { id, typed = [], narrow = [], body = {}, query = '', expect = [200, 201], headers }) {
    const [method, path] = operation.split(' ');
    const label = (field) => `${method} ${API}${path} ${field}`;
    const texts = [
      ...typed.map((field) => [field, this.words.sentence(label(field))]),
      ...narrow.map((field) => [field, this.words.word(label(field))]),
    ];
    const answer = await client.send(method, path.replace(/\{\w+\}/, id) + query, texts.reduce(withField, body), headers);
    if (![expect].flat().includes(answer.status)) throw new Error(`${operation}: expected ${expect}, got ${answer.status} ${JSON.stringify(answer.body ?? '')}`);
    for (const [field] of texts) (answer.status < 300 ? this.kept : this.refused).add(label(field));
    if (answer.status >= 400) this.answered(`${operation} ${answer.status}`, answer.body);
    return answer.body;
  }

  /** A refusal is read by programs and lands in their logs: nothing typed comes back in it. */
  answered(what, body) {
    this.answers.push({ what, text: JSON.stringify(body ?? '') });
  }
}

function withField(body, [field, text]) {
  const [name, ...inside] = field.split('.');
  return { ...body, [name]: inside.length ? withField(body[name] ?? {}, [inside.join('.'), text]) : text };
}

/** Somebody in a browser without script, one step at a time: cookies, links, forms, no address followed by itself. */
export class PageBrowser {
  #cookies = new Map();

  /** GET, or POST when there is a form ({ name: value }). Gives { status, text, to }: `to` is where it leads, as a whole address. */
  async go(address, form) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie }, signal: AbortSignal.timeout(15_000), ...sent });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      this.#cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    return { status: answer.status, text: await answer.text(), to: location ? new URL(location, address).href : undefined };
  }
}
